<?php

declare(strict_types=1);

return [
    'GET /' => 'shelf',
    'GET /search' => 'search',
    'GET /loans' => 'loans',
    'POST /loans' => 'lend',
];
