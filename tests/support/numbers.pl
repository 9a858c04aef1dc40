#!/usr/bin/perl
# numbers.pl PACKAGE...: every number of every request is accounted for.
#
# Prints each number of a description that is in no item's quantity, in no fault
# about a quantity, and plainly counts nothing that is sold, with what stands
# around it; then how many numbers there are. It finds numbers by itself and knows
# nothing of how the program does.
use strict;
use warnings;
use FindBin;
require "$FindBin::Bin/table.pl"; # table()

my $small = join '|', qw(zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fourty fifty sixty seventy eighty ninety);
my $large = 'hundred|thousand|million';
my $dash = "(?:-|\xE2\x80\x90|\xE2\x80\x91)";
my $words = qr/(?<![\w-])(?:$small)(?:(?:\s*$dash\s*|,?\s+(?:and\s+)?)(?:$small|$large))*(?![\w-])/i;
my $figures = qr/(?<![\w.,\/\$#)+-])\d+(?:,\d{3})*(?:\.\d+)?(?:\s+million)?(?![\w\/]|[.,]\d)/;
my $number = qr/$words|$figures/;

# What of the text is read for items: of a report, what it notifies itself.
sub request {
	my ($p) = @_;
	my $text = $p->{description};
	$text =~ s/\A.*?^(?=\s*(?:\(U\) ?)?This (?:transmittal|report|notification|certification|proposed)\b)//ms
	    if $p->{kind} eq 'enhancement';
	# PDF text cuts a word behind its first letter.
	$text =~ s/(?<![^\s(])([b-wyz]) (?=[a-z]{2})/$1/g;
	return $text;
}

# Covers the places where items and faults have their numbers, in their order.
sub cover {
	my ($text, @quoted) = @_;
	my $covered = "\0" x length $text;
	my $from = 0;
	for my $q (@quoted) {
		my $found = -1;
		for my $start ($from, 0) {
			my $at = $start;
			while (($at = index($text, $q, $at)) >= 0) {
				last if substr($covered, $at, 1) eq "\0" &&
				    ($at == 0 || substr($text, $at - 1, 1) !~ /[\w.-]/) &&
				    substr($text, $at + length $q, 2) !~ /\A(?:\w|\/|[.,]\d)/;
				$at++;
			}
			$found = $at;
			last if $found >= 0;
		}
		next if $found < 0;
		substr($covered, $found, length $q) = "\1" x length $q;
		$from = $found + length $q;
	}
	return $covered;
}

# Whether a place is in brackets; one left open ends with the article.
sub depth {
	my ($before, $behind) = @_;
	my ($line) = $before =~ /([^\n]*)\z/;
	my ($rest) = $behind =~ /\A([^\n]*)/;
	my @open;
	while ($line =~ /([()])/g) {
		if ($1 eq '(') { push @open, $-[0] } else { pop @open }
	}
	return 0 if !@open;
	1 while $rest =~ s/\([^()]*\)//;
	return $rest =~ /\)/ || substr($line, $open[-1]) !~ /;/;
}

# What a number is known to count by the words about it, if it is not for sale.
sub kind {
	my ($before, $n, $behind, $depth) = @_;
	return 'note' if $depth > 0 && "$before$n" !~ /\(\s*\Q$n\E\z/;
	return 'note' if $depth > 0 && $behind !~ /\A\s*\)/;
	return 'words' if $n =~ /\Aone\z/i &&
	    $behind =~ /\A (?:of|or)\b/ || $before =~ /\b(?:one|two) or \z/i;
	return 'money' if $before =~ /\$\s*\z/ || $behind =~ /\A (?:billion|dollars)/;
	return 'percent' if $behind =~ /\A ?(?:%|percent)/;
	return 'time' if $behind =~ /\A(?: ?\(\d+\))?[ -](?:\w+ ){0,2}?(?:years?|months?|weeks?|days?|hours?)\b/;
	return 'people' if $behind =~ /\A(?: ?\(\d+\))?[ -](?:[\w.]+ ){0,3}?(?:representatives?|personnel|students?|pilots?|crews?|instructors?|persons?|people|advis[eo]rs|purchasers|countries|brigades|trainees|technicians?)\b/;
	return 'measure' if $behind =~ /\A[ -]?(?:mm|cm|km|kw|mw|kva|[kmg]?hz|lbs?|pounds?|kg|tons?|tonnes?|meters?|feet|foot|ft|inch(?:es)?|miles?|nautical|gallons?|gal|liters?|volts?|watts?|horsepower|shp|cal|caliber|gauge|round|channel|foot|man|bit|inch)\b/i;
	return 'year' if $n =~ /\A(?:19|20)\d\d\z/ &&
	    $before =~ /(?:\b(?:[Ii]n|[Ss]ince|until|by|of|from|FY|year|and)|\b[A-Z][a-z]{2,8}\.?|\d,|,)\s*\z/;
	return 'day' if $before =~ /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\z/;
	return 'law' if $before =~ /\b(?:section|sections|title|chapter|public law|transmittal|no\.|number|paragraph|item)\s+\S*\z/i;
	# A model's: "Block 70", "MK 54 MOD 0"; no plural, whose list goes on.
	return 'model' if $n =~ /\A\d{1,4}\z/ &&
	    $before =~ /(?:\A|[\s(\/"])(?:(?:block|lot|mod|mode|type|mark|mk|version|increment|gen|generation|level|tier|class|phase|series|model|link|section|variant|capability|band|category|baseline|tranche|spiral|build)|[A-Z][\w.\/-]*(?<!s)|\w*\d[\w.\/-]*) \z/ &&
	    $before !~ /(?:[.;:]\s+|\A\s*)\S+\s\z/;
	return 'model' if $n =~ /\A\d{4,}\z/ && $behind =~ /\A-[A-Z]/ ||
	    $behind =~ /\A-[a-z]/;
	return 'model' if $n =~ /\A\d{1,2}\z/ && $before =~ /[A-Z]\w* \z/ &&
	    $behind =~ /\A (?:with|for|in)\b/;
	return 'sorts' if $behind =~ /\A(?: ?\(\d+\))? (?:variants|versions|types|kinds|phases|configurations|sites|locations)\b/;
	# "The original case, valued at $12 million, included".
	my ($sentence) = $before =~ /(?:.*(?:[.] |\n)|\A)(.*)\z/s;
	return 'earlier' if $sentence !~ /\brequest/ && $sentence =~
	    /\b(?:original|previous|prior|earlier)\w* (?:[\w()]+ ){0,6}(?:case|sale|notification)\b/i;
	return 'all' if $behind =~ /\A(?: ?\(\d+\))? already\b/;
	# "43 kits and an additional 24."
	return 'all' if $before =~ /\badditional \z/ &&
	    $behind =~ /\A(?: ?\(\d+\))?\s*(?:[.;,\n]|\z)/;
	return 'all' if $before =~ /\b(?:all|each|every|per|the (?:first|other|last|remaining)|these|those|its|their|other|existing|current|previously \w+)\s\z/i ||
	    $behind =~ /\A(?: ?\(\d+\))? existing\b/;
	return 'change' if $before =~ /\b(?:in|de)creased from \z|\bfrom (?:$number)(?: ?\(\d+\))? to \z/;
	return 'served' if $before =~ /\b(?:support|upgrade|modernization|refurbishment|maintenance|sustainment|overhaul|operation|installation|integration|fleet|fit|equip|on|aboard|modification|retrofit|repair|conversion|moderni[sz]e|training|(?:needed|required) for|commercial purchase of|owns?|operates?)(?: program)?(?: (?:of|for|and \w+|to|on))*(?: (?:the|its|their|up to|an?|existing|of|for|approximately|about|additional))*\s\z/i;
	return undef;
}

my ($count, $lost) = (0, 0);
for my $package (@ARGV) {
	my (%items, %faults);
	push @{ $items{"$_->{document_id} $_->{number}"} }, $_
	    for table("$package/publication_item.csv");
	push @{ $faults{"$_->{document_id} $_->{number}"} }, $_
	    for grep { $_->{field} eq 'quantity' } table("$package/fault.csv");
	for my $p (table("$package/publication.csv")) {
		my $key = "$p->{document_id} $p->{number}";
		next if $p->{description} eq '';
		my $text = request($p);
		my $covered = cover($text,
		    map { $_->{quantity_text} || () } @{ $items{$key} || [] });
		my $faulty = cover($text, map { $_->{value_as_published} }
		    @{ $faults{$key} || [] });
		while ($text =~ /$number/g) {
			my ($at, $end) = ($-[0], $+[0]);
			my $n = substr $text, $at, $end - $at;
			my $before = substr $text, 0, $at;
			my $behind = substr $text, $end;
			my $depth = depth($before, $behind);
			$count++;
			next if substr($covered, $at, 1) eq "\1" ||
			    substr($faulty, $at, 1) eq "\1";
			# "thirty (30)": the words before it counted.
			next if $depth > 0 && $behind =~ /\A\)/ &&
			    $before =~ /(?:$words)\s*\(\z/;
			next if kind($before, $n, $behind, $depth);
			$lost++;
			print "$p->{url}: ", substr($before, -50), "[$n]",
			    substr($behind, 0, 50), "\n";
		}
	}
}
print "$count numbers, $lost of them unaccounted for\n";
