<?php

declare(strict_types=1);

return [
    'overview' => 'Overview',
    'findings' => 'Findings',
    'review_packs' => 'Review packs',
];
