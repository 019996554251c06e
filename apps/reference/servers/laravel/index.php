<?php

// A request, as public/index.php of an application answers it; files beside it are served as they are.
if ($_SERVER['REQUEST_URI'] === '/sse.min.js') {
    return false;
}
require __DIR__.'/application.php';
$app = application();
$kernel = $app->make(Illuminate\Contracts\Http\Kernel::class);
$app->booted(fn () => Illuminate\Support\Facades\Route::middleware([
    Illuminate\Cookie\Middleware\EncryptCookies::class,
    Illuminate\Session\Middleware\StartSession::class,
])->group(__DIR__.'/web.php'));
$response = $kernel->handle($request = Illuminate\Http\Request::capture())->send();
$kernel->terminate($request, $response);
