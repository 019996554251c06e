<?php

// What `php artisan migrate` does.
require __DIR__.'/application.php';
touch(__DIR__.'/events.sqlite3');
application()->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
Illuminate\Support\Facades\DB::statement('pragma journal_mode = wal');
Illuminate\Support\Facades\DB::statement('create table events (id integer primary key, name text, data text)');
