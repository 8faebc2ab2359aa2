"""Thanks are welcome, and nothing is owed for them."""

import pytest

from backstage_qa.conversations.actions import thank


@pytest.mark.parametrize("status", ["answered", "closed"])
def test_nothing_is_owed_for_it(answered, candidate, status, heard):
    answered.status = status
    answered.save()
    message = thank(conversation=answered, by=candidate, text="Thank you!")
    answered.refresh_from_db()
    assert (answered.status, answered.due_at) == (status, None)
    assert not answered.promises.exists()
    assert (message.kind, message.expert) == ("thanks", None)
    assert answered.last_message_at == message.created_at
    assert [name for name, _ in heard] == ["thanked"]
