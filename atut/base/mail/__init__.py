"""Mail: the outbox. A notice is written in the transaction of the action that causes it, and sent by a job."""
