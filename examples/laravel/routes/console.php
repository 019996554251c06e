<?php

// routes/console.php
use Illuminate\Support\Facades\Artisan;

Artisan::command('news', function () {
    while (true) {
        publish('news', '<b>It is '.date('H:i:s').'</b>');
        sleep(1);
    }
})->purpose('Publish an event every second');
