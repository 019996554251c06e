<?php

// `php artisan serve`, which answers several requests at a time when it is told to.
putenv('PHP_CLI_SERVER_WORKERS=8');
pcntl_exec(PHP_BINARY, ['-S', '127.0.0.1:'.getenv('PORT'), 'index.php']);
