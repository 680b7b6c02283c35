<?php

declare(strict_types=1);

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

final class Finding extends Model
{
    protected $fillable = ['tenant_id', 'title', 'severity', 'state', 'accepted_until', 'accepted_reason'];

    protected $casts = ['accepted_until' => 'date'];

    public function accept(string $reason, \DateTimeInterface $until): void
    {
        if ($until > now()->addYear()) {
            throw new \InvalidArgumentException('a risk is accepted for twelve months at most');
        }
        $this->update(['state' => 'accepted', 'accepted_reason' => $reason, 'accepted_until' => $until]);
    }

    public function isAccepted(): bool
    {
        return $this->state === 'accepted' && $this->accepted_until?->isFuture() === true;
    }
}
