<?php

declare(strict_types=1);

return [
    'period' => 'Reviewed from :from to :to',
    'state' => [
        'open' => 'Needs attention',
        'accepted' => 'Risk accepted',
        'resolved' => 'Resolved',
    ],
];
