<?php

// routes/web.php. Event is a model whose table has id, name and data.
use App\Models\Event;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Route;

// IDs are microseconds, so that they still grow after the table has been emptied.
if (! function_exists('publish')) {
    function publish(string $name, string $data): void
    {
        DB::transaction(function () use ($name, $data) {
            $id = max((int) (microtime(true) * 1_000_000), (int) Event::max('id') + 1);
            Event::forceCreate(compact('id', 'name', 'data'));
            $oldest = Event::orderByDesc('id')->skip(99)->value('id');
            Event::where('id', '<', $oldest ?? 0)->delete();
        });
    }
}

Route::get('/', fn () => <<<'HTML'
    <!doctype html>
    <meta charset="utf-8">
    <title>News</title>
    <link rel="icon" href="data:,">
    <script src="/sse.min.js" defer></script>
    <p hx-sse="connect:/events swap:news">Waiting…</p>
    HTML);

Route::get('/events', function (Request $request) {
    // The client's position, and whether everything after it is still in the table.
    $sent = $request->header('Last-Event-ID');
    $id = filter_var($sent, FILTER_VALIDATE_INT);
    $newest = (int) Event::max('id');
    $whole = $sent === null || ($id !== false && Event::min('id') !== null && Event::min('id') <= $id && $id <= $newest);
    $heard = $sent !== null && $whole ? $id : ($newest ?: (int) (microtime(true) * 1_000_000));

    return response()->stream(function () use ($heard, $whole) {
        set_time_limit(0);
        $send = function (string $text) {
            echo $text;
            if (ob_get_level() > 0) {
                ob_flush();
            }
            flush();
        };
        $send(": welcome\nretry: 1000\nid: $heard\n\n");
        if (! $whole) {
            $send("event: reset\ndata: some news is missing\n\n");
        }
        $quiet = microtime(true);
        while (! connection_aborted()) {
            foreach (Event::where('id', '>', $heard)->orderBy('id')->limit(100)->get() as $event) {
                $data = str_replace("\n", "\ndata: ", $event->data);
                $send("id: {$event->id}\nevent: {$event->name}\ndata: {$data}\n\n");
                $heard = $event->id;
                $quiet = microtime(true);
            }
            if (microtime(true) - $quiet > 15) {
                $send(":\n\n");
                $quiet = microtime(true);
            }
            usleep(250_000);
        }
    }, 200, ['Content-Type' => 'text/event-stream', 'Cache-Control' => 'no-store', 'X-Accel-Buffering' => 'no']);
});
