"""How sharp near and far parts of the picture are over time: what shows a change of focus."""

from __future__ import annotations

import numpy as np

from chai_desktop.media.motion.survey import Array, Survey


def band_sharpness(found: Survey) -> tuple[Array, Array]:
    """Sharpness of the near and of the far part at each frame, 0..1 of the clip's best.

    The parts are the lower and the upper half of the picture: the ground before the camera is nearer than what stands
    behind it. Cells without detail (sky, a wall) do not count.
    """
    near, far = np.full(found.frame_count, np.nan), np.full(found.frame_count, np.nan)
    if not found.detail:
        return near, far
    frames = np.array(sorted(found.detail))
    detail = np.stack([found.detail[int(n)] for n in frames])
    best = np.quantile(detail, 0.95, axis=0)
    counts = best > max(0.01, 0.2 * float(best.max()))
    relative = np.where(counts, detail / np.maximum(best, 1e-6), np.nan)
    everywhere = np.arange(frames[0], frames[-1] + 1)
    for band, rows in ((near, slice(4, 7)), (far, slice(0, 3))):
        cells = relative[:, rows][:, counts[rows]]
        if cells.shape[1]:
            mean = np.clip(cells.mean(axis=1), 0, 1)
            band[everywhere] = np.interp(everywhere, frames, mean)
    return near, far
