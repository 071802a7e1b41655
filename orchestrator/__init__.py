"""Client communication, from the mailbox to the record.

A mail, and later a digest, moves through five stages from top to bottom and never
back.  A directory listing shows the packages in the order of the flow:

    collect       IMAP folder     -> bytes, parsed             `raw_mail`, `mail`
    conversation  parsed mail     -> thread, project, meaning  `thread`, `reading`
    engagement    a reading       -> what is open between us   `answer`, `preference`, `pulse`
    digest        facts, asks     -> draft -> a PM approves    `digest`, `block`, `approval`
    dispatch      approved bytes  -> outbox -> channel -> fate `outbox`, `attempt`

    record        every step writes its entry in the step's own transaction

Stages never import one another: each reads rows that the stage before it wrote.
`flow.py` alone knows the order and holds every job; `schedule.py` lists what runs
by itself.  Only a person goes against the stream: `refiling` takes back, stage by
stage, what came of a mail that was filed wrongly.  The database is the truth.
`bell.py` only wakes a worker, so a lost or doubled job costs a moment and never a
mail.  `web` and `cli` are where people come in.  What all of them share: `clock`,
`config`, `errors`, `rendering`, `tokens`.
"""
