<?php
// All entries, one line of HTML each. The number of the line is the ID of the event.
$file = __DIR__ . '/entries.txt';
$entries = fn () => is_file($file) ? file($file, FILE_IGNORE_NEW_LINES) : [];

if ($_SERVER['REQUEST_URI'] === '/sse.min.js') {
    header('Content-Type: text/javascript');
    return readfile(__DIR__ . '/sse.min.js');
}

if ($_SERVER['REQUEST_URI'] === '/say') {
    // One line: a line break would end the data.
    $text = preg_replace('/\s+/', ' ', $_POST['text'] ?? '');
    file_put_contents($file, '<li>' . htmlspecialchars($text) . "</li>\n", FILE_APPEND | LOCK_EX);
    return http_response_code(204);
}

if ($_SERVER['REQUEST_URI'] === '/events') {
    header('Content-Type: text/event-stream');
    header('Cache-Control: no-cache');
    // The events after the last one that this browser received.
    $seen = (int) ($_SERVER['HTTP_LAST_EVENT_ID'] ?? 0);
    while (!connection_aborted()) {
        foreach (array_slice($entries(), $seen) as $entry) {
            $seen++;
            echo "id: $seen\ndata: $entry\n\n";
        }
        echo "event: news\ndata: <b>" . date('H:i:s') . "</b>\n\n";
        while (ob_get_level()) ob_end_flush();
        flush();
        usleep(500_000);
    }
    return;
}
$all = $entries();
?>
<!doctype html>
<meta charset="utf-8">
<title>Live</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<main hx-sse="connect:/events<?= $all ? ' last:' . count($all) : '' ?>">
  <p hx-sse="swap:news">Waiting…</p>
  <ul hx-sse="swap:message" hx-swap="beforeend"><?= implode($all) ?></ul>
  <form hx-post="/say" hx-swap="none">
    <input name="text" aria-label="Say something" required>
    <button>Send</button>
  </form>
</main>
