<?php

// Whatever it is in an application that has something to say.
require __DIR__.'/application.php';
application()->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
require __DIR__.'/web.php';
for ($n = 1; ; $n++) {
    publish('news', "<i>ü\n</i><b>News $n</b>");
    usleep(100_000);
}
