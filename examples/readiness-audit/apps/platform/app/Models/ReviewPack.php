<?php

declare(strict_types=1);

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

final class ReviewPack extends Model
{
    protected $fillable = ['tenant_id', 'title', 'period_start', 'period_end', 'exported_at'];

    protected $casts = ['period_start' => 'date', 'period_end' => 'date', 'exported_at' => 'datetime'];
}
