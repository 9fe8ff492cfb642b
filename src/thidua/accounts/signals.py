"""What accounts announce; the journal, which stands to the right, listens."""

from django.dispatch import Signal

# Sent inside the transaction of the change with: actor, action, subject, before, after.
account_changed = Signal()
