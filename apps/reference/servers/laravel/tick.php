<?php

// Whatever it is in an application that has something to say.
require __DIR__.'/application.php';
application()->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
for ($n = 1; ; $n++) {
    App\Models\Event::create(['name' => 'tick', 'data' => "<i>ü\n</i><b>Tick $n</b>"]);
    usleep(100_000);
}
