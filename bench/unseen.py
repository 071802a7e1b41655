"""What encoders said of mails that they had not seen; `mood_folds` makes it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np

from orchestrator.conversation.sentiment.fit import Example
from orchestrator.conversation.sentiment.told import Told

STORED = Path(__file__).with_name("mood_folds.npz")


class Unseen:
    """An `Encoder` for one mail: what one said of it that had never seen it."""

    def __init__(self, sums: Sequence[float]) -> None:
        self._sums = list(sums)

    def read(self, sentences: Sequence[str]) -> Told:
        return Told(self._sums, [[0.0] * len(self._sums) for _ in sentences])


def stored_sums() -> Mapping[str, Sequence[float]]:
    """Digest of a mail's text -> its sums; a mail that was changed since is not there."""
    with np.load(STORED, allow_pickle=False) as arrays:
        return dict(zip(arrays["mails"].tolist(), arrays["sums"].tolist(), strict=True))


def store_sums(sums: Mapping[str, Sequence[float]]) -> None:
    arrays = {"mails": np.array(list(sums)), "sums": np.array(list(sums.values()), np.float16)}
    with ZipFile(STORED, "w", ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            written = BytesIO()
            np.save(written, array, allow_pickle=False)
            archive.writestr(ZipInfo(f"{name}.npy"), written.getvalue(), ZIP_DEFLATED)


def digest(mail: Example) -> str:
    return sha256(mail.text.encode()).hexdigest()[:16]
