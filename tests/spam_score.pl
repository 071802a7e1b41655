#!/usr/bin/perl
# Print what SpamAssassin gives to each mail named: its score, a tab, and the rules that it hit.
# One process for all, because loading the rules takes longer than reading a hundred mails.
use strict;
use warnings;
use Mail::SpamAssassin;

my $judge = Mail::SpamAssassin->new({
    local_tests_only => 1,
    dont_copy_prefs => 1,
    userprefs_filename => '/dev/null',
    userstate_dir => $ENV{SPAM_STATE},
    # Nothing that was learned or seen before on this machine counts.
    post_config_text => "use_bayes 0\nuse_auto_welcomelist 0\n",
});
for my $path (@ARGV) {
    open(my $file, '<:raw', $path) or die "$path: $!";
    my $mail = $judge->parse(do { local $/; <$file> });
    my $status = $judge->check($mail);
    printf "%.1f\t%s\n", $status->get_score(), $status->get_names_of_tests_hit();
    $status->finish();
    $mail->finish();
}
