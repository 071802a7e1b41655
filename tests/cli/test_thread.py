import hashlib
import json
import mailbox

from click.testing import CliRunner

from orchestrator.cli.mail_thread import thread

FIRST = b"Message-ID: <a@x>\nSubject: Roof\n\nHello\n"
REPLY = b"Message-ID: <b@x>\nReferences: <a@x>\n\nYes\n"
NAMELESS = b"Subject: Roof\nIn-Reply-To: \xff\xfe <a@x>\n\nNo id\n"


def run(path, *options):
    result = CliRunner().invoke(thread, [str(path), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_folder_of_eml_files_in_the_order_of_their_names(tmp_path):
    (tmp_path / "1.eml").write_bytes(REPLY)
    (tmp_path / "2.eml").write_bytes(FIRST)
    (tmp_path / "3.eml").write_bytes(NAMELESS)
    lines = [json.loads(line) for line in run(tmp_path, "--json")]
    name = hashlib.sha256(NAMELESS).hexdigest()
    assert [line["message_id"] for line in lines] == ["<b@x>", "<a@x>", name]
    assert len({line["thread"] for line in lines}) == 1


def test_mbox_and_maildir_say_the_same(tmp_path):
    mbox = mailbox.mbox(tmp_path / "box.mbox")
    maildir = mailbox.Maildir(tmp_path / "box")
    for content in (FIRST, REPLY):
        mbox.add(content)
        maildir.add(content)
    mbox.close()
    assert sorted(run(tmp_path / "box.mbox")) == sorted(run(tmp_path / "box"))


def test_a_folder_without_mail_says_what_to_name_instead(tmp_path):
    result = CliRunner().invoke(thread, [str(tmp_path)])
    assert result.exception is not None
    assert "holds no .eml file" in str(result.exception)
