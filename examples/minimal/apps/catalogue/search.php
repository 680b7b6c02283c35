<?php

declare(strict_types=1);

/** Titles that contain every word of the query, best match first. */
function search(array $titles, string $query): array
{
    $words = preg_split('/\s+/', mb_strtolower(trim($query)), -1, PREG_SPLIT_NO_EMPTY);
    $found = array_filter($titles, function (string $title) use ($words): bool {
        $title = mb_strtolower($title);
        foreach ($words as $word) {
            if (!str_contains($title, $word)) {
                return false;
            }
        }

        return $words !== [];
    });
    usort($found, fn (string $a, string $b): int => mb_strlen($a) <=> mb_strlen($b));

    return $found;
}
