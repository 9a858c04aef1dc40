# What the scripts beside it share.
use strict;
use warnings;

# The rows of a table, each a hash.
sub table {
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!\n";
	local $/;
	my $text = <$in>;
	my (@rows, @row);
	while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/g) {
		my ($cell, $sign) = (defined $1 ? $1 : $2, $3);
		$cell =~ s/""/"/g;
		push @row, $cell;
		next if $sign eq ',';
		push @rows, [@row];
		@row = ();
	}
	my $head = shift @rows;
	return map { my %r; @r{@$head} = @$_; \%r } @rows;
}

1;
