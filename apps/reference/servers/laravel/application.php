<?php

// What `laravel new` makes, as little of it as the route of docs/servers/laravel.md needs.
error_reporting(E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);
require_once 'Illuminate/autoload.php';
require_once __DIR__.'/Event.php';

function application(): Illuminate\Foundation\Application
{
    foreach (['config', 'bootstrap/cache', 'storage/framework/sessions', 'storage/logs'] as $folder) {
        is_dir(__DIR__."/$folder") || mkdir(__DIR__."/$folder", 0777, true);
    }
    $providers = [
        'Cookie\Cookie', 'Database\Database', 'Encryption\Encryption', 'Filesystem\Filesystem',
        'Foundation\Providers\Foundation', 'Session\Session', 'View\View',
    ];
    $configuration = [
        'app' => [
            'name' => 'events', 'env' => 'local', 'debug' => true, 'timezone' => 'UTC', 'locale' => 'en',
            'key' => str_repeat('k', 32), 'cipher' => 'AES-256-CBC',
            'providers' => array_map(fn ($name) => "Illuminate\\{$name}ServiceProvider", $providers),
        ],
        'database' => [
            'default' => 'sqlite',
            'connections' => ['sqlite' => [
                'driver' => 'sqlite', 'database' => __DIR__.'/events.sqlite3', 'prefix' => '', 'busy_timeout' => 5000,
            ]],
        ],
        'session' => [
            'driver' => 'file', 'files' => __DIR__.'/storage/framework/sessions', 'lifetime' => 120,
            'expire_on_close' => false, 'encrypt' => false, 'lottery' => [0, 100], 'cookie' => 'session',
            'path' => '/', 'domain' => null, 'secure' => false, 'http_only' => true, 'same_site' => 'lax',
        ],
        'logging' => ['default' => 'stderr', 'channels' => ['stderr' => ['driver' => 'errorlog']]],
        'view' => ['paths' => [], 'compiled' => __DIR__.'/storage'],
    ];
    foreach ($configuration as $name => $values) {
        file_put_contents(__DIR__."/config/$name.php", '<?php return '.var_export($values, true).';');
    }
    $app = new Illuminate\Foundation\Application(__DIR__);
    $app->singleton(Illuminate\Contracts\Http\Kernel::class, Illuminate\Foundation\Http\Kernel::class);
    $app->singleton(Illuminate\Contracts\Console\Kernel::class, Illuminate\Foundation\Console\Kernel::class);
    $app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, Illuminate\Foundation\Exceptions\Handler::class);

    return $app;
}
