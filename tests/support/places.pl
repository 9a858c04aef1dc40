#!/usr/bin/perl
# places.pl PACKAGE...: each place of a value has what it claims to have.
#
# Prints what is wrong, a line each; then how many values of each field have no
# place; then how many places were looked at, by what was compared. It reads
# amounts and days by itself, and knows nothing of how the program does.
use strict;
use warnings;
use FindBin;
require "$FindBin::Bin/table.pl"; # table()
use Digest::SHA 'sha256_hex';

my %wrong;
my (%unplaced, %looked);
my $month = 0;
my %months = map { $_ => ++$month }
    qw(jan feb mar apr may jun jul aug sep oct nov dec);
my %scale = (thousand => 1e3, k => 1e3, million => 1e6, mil => 1e6, m => 1e6,
    mm => 1e6, billion => 1e9, bil => 1e9, b => 1e9, bn => 1e9,
    trillion => 1e12);

# Without white space, which a file's name has as underscores, and dashes.
sub bare {
	my ($s) = @_;
	$s =~ s/\xE2\x80[\x90-\x95]|[-_\s]//g;
	return $s;
}

sub dollars {
	my ($s) = @_;
	return undef
	    unless $s =~ /\A\s*(?:US ?|USD ?|U\.S\.)?\$?\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*([a-z]*)[\s.,;]*\z/i;
	my ($number, $word) = ($1, lc $2);
	$number =~ tr/,//d;
	return $number if $word eq '' || $word eq 'dollars';
	return exists $scale{$word} ? $number * $scale{$word} : undef;
}

sub day {
	my ($s) = @_;
	return "$1-$2-$3" if $s =~ /(\d{4})-(\d\d)-(\d\d)/;
	return sprintf('%04d-%02d-%02d', $3, $months{ lc $1 } // 0, $2)
	    if $s =~ /\b([A-Z][a-z]{2})[a-z]*[.,]?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})/i;
	return sprintf('%04d-%02d-%02d', $3, $months{ lc $2 } // 0, $1)
	    if $s =~ /\b(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*[.,]*\s+(\d{4})/i;
	return sprintf('%04d-%02d-%02d', $3, $1, $2)
	    if $s =~ m{(\d{1,2})/(\d{1,2})/(\d{4})};
	return '';
}

# "26-8" for "RSAT 26-08", "00-38" for "DTC 038-00" and "DDTC 00-038".
sub number {
	my ($s) = @_;
	$s = uc $s;
	$s =~ s/\xE2\x80[\x90-\x95]/-/g;
	my $is_licence = $s =~ /DTC/;
	return '' unless $s =~ /(\w+)\W+(\w+)\s*\z/;
	my ($year, $serial) = ($1, $2);
	($year, $serial) = ($serial, $year) # "DTC 038-00"
	    if $is_licence && length $year == 3;
	$serial =~ s/\A0+(?=\d)//;
	return "$year-$serial";
}

# What a place that is not printed must speak of.
my %about = (
	authority => qr/36|\d\W{1,3}\w/,
	emergency => qr/emergency|waiv/i,
	corrects => qr/\d+-\d+/,
	delivered_on => qr/Congress/i,
	announced_on => qr/Congress/i,
	us_government_reps => qr/representative|personnel|contractor/i,
	contractor_reps => qr/representative|personnel|contractor/i,
);

# What is compared, and whether it is so.
sub compare {
	my ($l, $value, $stands) = @_;
	my $field = $l->{field};

	if ($l->{is_printed} eq 'false') {
		return ('basis', exists $about{$field}
		    ? $stands =~ $about{$field} : 1) if exists $about{$field}
		    || $field =~ /_usd\z/;
		# Something was taken out of it: its words are there in order.
		my $words = join '\b.*?\b', $value =~ /\w+/g;
		return ('cut', length $stands < $l->{text_length}
		    || $stands =~ /$words/s);
	}
	if ($field =~ /_usd\z/) {
		my $read = dollars($stands);
		return ('money', defined $read
		    && abs($read - abs $value) < 0.005);
	}
	return ('day', day($stands) eq $value) if $field =~ /_on\z/;
	return ('number', number($stands) eq number($value))
	    if $field =~ /\A(?:transmittal|amends)\z/;
	my ($have, $want) = (bare($stands), bare($value));
	return ('text', length $stands < $l->{text_length}
	    ? index($want, $have) == 0 : $have eq $want);
}

# The lines of the documents of tests/golden that are plain text, by their bytes.
my %plain;
for my $file (grep { !/expected/ } glob 'tests/golden/*/*.txt') {
	open(my $in, '<', $file) or die "$file: $!\n";
	my @lines = <$in>;
	$plain{ sha256_hex(join '', @lines) } = \@lines;
}

# Whether a text stands on a line of a document, or begins below it.
sub is_on {
	my ($lines, $line, $stands) = @_;
	my $from = $line - 1;
	my $to = $from + 30 + int(length($stands) / 20);
	$to = $#$lines if $to > $#$lines;
	my $text = join '', @$lines[$from .. $to];
	$text =~ s/<[^>]*>//g;
	$text =~ s/\[\[Page \w+\]\]|&#?\w+;//g;
	s/\[[a-z]{3,8}\]//g for $text, $stands; # "C[ocirc]te"
	# Of any encoding, without what may be written as an entity.
	s/[^!-%'-,.-~]//g for $text, $stands;
	return index($text, $stands) >= 0;
}

# The values of a publication that may have a place, each with its field.
sub values_of {
	my ($p) = @_;
	my %values;
	for my $column (keys %$p) {
		next if $p->{$column} eq '' || $column =~
		    /\A(?:document_id|number|surface|url|version|row_hash|purchaser_iso3)\z/;
		if ($p->{$column} =~ /\A\[/) {
			my $i = 0;
			$values{"$column " . ++$i} = $1
			    while $p->{$column} =~ /"((?:[^"\\]|\\.)*)"/g;
		} else {
			$values{"$column 0"} = $p->{$column};
		}
	}
	return \%values;
}

for my $package (@ARGV) {
	my (%publication, %text);
	my %lines = map { ($_->{document_id} => $plain{ $_->{sha256} }) }
	    table("$package/document.csv");
	$publication{"$_->{document_id} $_->{number}"} = values_of($_)
	    for table("$package/publication.csv");
	for my $list (['purchaser', 'name'], ['item', 'quantity_text'],
	    ['item', 'designation'], ['contractor', 'name'],
	    ['contractor', 'city']) {
		my ($table, $column) = @$list;
		my $field = $column eq 'quantity_text' ? 'quantity' : $column;
		for (table("$package/publication_$table.csv")) {
			$publication{"$_->{document_id} $_->{number}"}
			    {"$table.$field $_->{position}"} = $_->{$column}
			    if $_->{$column} ne '';
		}
	}
	my @places = table("$package/publication_place.csv");
	my %quote; # the longest of each start: values of a sentence share it
	for my $l (@places) {
		my $start = "$l->{document_id} $l->{number} $l->{quote_start}";
		$quote{$start} = $l->{quote}
		    if length $l->{quote} > length($quote{$start} // '');
	}
	for my $l (@places) {
		if ($l->{quote} eq '') {
			$looked{shared}++;
			$l->{quote} = $quote{
			    "$l->{document_id} $l->{number} $l->{quote_start}"};
		}
		my $id = "$l->{document_id} $l->{number}";
		my $name = "$l->{field} $l->{position}";
		my $value = delete $publication{$id}{$name};
		my $say = sub {
			print "$package $id $name: $_[0]: ",
			    $value // '', " / $l->{quote}\n";
		};
		if (!defined $value) {
			$say->('a place of no value');
			next;
		}
		$say->('is on no line') if $l->{place} !~ /\A\w+ \d+\z/;
		$say->('a quote that is too long')
		    if length $l->{quote} > 300 || $l->{quote} eq '';
		$say->('a character is cut')
		    unless utf8::decode(my $copy = $l->{quote});
		if ($l->{text_start} eq '') {
			$looked{apart}++;
			my $have = $l->{field} =~ /_on\z/
			    ? day($l->{quote}) eq $value
			    : bare($l->{quote}) eq bare($value);
			$say->('another text apart') unless $have;
			next;
		}
		my $skip = $l->{text_start} - $l->{quote_start};
		if ($skip < 0 || $skip >= length $l->{quote}) {
			$say->('the quote does not have it');
			next;
		}
		my $stands = substr($l->{quote}, $skip, $l->{text_length});
		my ($how, $is) = compare($l, $value, $stands);
		$looked{$how}++;
		$say->("$how: there stands \"$stands\"") unless $is;
		my $lines = $lines{ $l->{document_id} };
		if (defined $lines && $l->{place} =~ /\Aline (\d+)/) {
			$looked{line}++;
			$say->('is not on that line')
			    unless is_on($lines, $1, $stands);
		}
		# All quotes of a text must agree on what it is.
		my $known = \$text{$id};
		$$known = '' unless defined $$known;
		my $end = $l->{quote_start} + length $l->{quote};
		$$known .= "\0" x ($end - length $$known)
		    if $end > length $$known;
		my $before = substr($$known, $l->{quote_start},
		    length $l->{quote});
		for my $i (0 .. length($before) - 1) {
			my $c = substr($before, $i, 1);
			next if $c eq "\0" || $c eq substr($l->{quote}, $i, 1);
			$say->('two quotes differ in what stands there');
			last;
		}
		substr($$known, $l->{quote_start}, length $l->{quote}) =
		    $l->{quote};
	}
	for my $id (sort keys %publication) {
		for my $name (sort keys %{ $publication{$id} }) {
			my ($field) = split ' ', $name;
			$unplaced{$field}++;
			print STDERR "$package $id $name: ",
			    substr($publication{$id}{$name}, 0, 200), "\n"
			    if $ENV{PLACES_LACKING};
		}
	}
}
print "without a place: $_ $unplaced{$_}\n" for sort keys %unplaced;
print "looked at: $_ $looked{$_}\n" for sort keys %looked;
