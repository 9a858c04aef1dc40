#!/usr/bin/perl
# A PDF of what a plain text says, for documents of our own:
#
#   tests/support/pdf/make.pl [--encrypted] <LAYOUT >FILE.pdf
#
# tests/golden/update makes those of this folder.
#
# A line of the layout is a line of the page, an empty one a gap. "%page" ends
# a page, "%head TEXT" and "%foot TEXT" stand above and below it, "%in N"
# moves the left edge by N points, "%by N" sets the lines that far apart,
# "%image" draws a picture of a page, without text.
use strict;
use warnings;
use Encode qw(decode encode);

my $encrypted = @ARGV && $ARGV[0] eq '--encrypted';
my @pages = ('');
my ($y, $left, $leading) = (720, 72, 13);

sub show {
	my ($x, $at, $line) = @_;
	my $bytes = encode('cp1252', $line);
	$bytes =~ s/([()\\])/\\$1/g;
	$bytes =~ s/([^ -~])/sprintf('\\%03o', ord $1)/ge;
	$pages[-1] .= "1 0 0 1 $x $at Tm ($bytes) Tj\n";
}

while (my $line = decode('UTF-8', scalar(<STDIN>) // last)) {
	chomp $line;
	if ($line eq '%page') { push @pages, ''; $y = 720; next }
	if ($line =~ /^%in (\d+)/) { $left = 72 + $1; next }
	if ($line =~ /^%by (\d+)/) { $leading = $1; next }
	if ($line =~ /^%head (.*)/) { show(72, 760, $1); next }
	if ($line =~ /^%foot (.*)/) { show(72, 36, $1); next }
	if ($line eq '%image') {
		$pages[-1] .= "ET 0.8 g 72 72 468 648 re f BT\n";
		next;
	}
	show($left, $y, $line) if $line ne '';
	$y -= $leading;
}

my @objects = ('<< /Type /Catalog /Pages 2 0 R >>', '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman ' .
    '/Encoding /WinAnsiEncoding >>');
my @kids;
for my $page (@pages) {
	my $text = "BT /F1 11 Tf\n${page}ET\n";
	push @objects, '<< /Length ' . length($text) . " >>\nstream\n" .
	    $text . 'endstream';
	push @objects, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] ' .
	    '/Resources << /Font << /F1 3 0 R >> >> /Contents ' .
	    scalar(@objects) . ' 0 R >>';
	push @kids, scalar(@objects) . ' 0 R';
}
$objects[1] = "<< /Type /Pages /Kids [@kids] /Count " . @kids . ' >>';
my $trailer = '/Size ' . (@objects + 1) . ' /Root 1 0 R';
if ($encrypted) {
	# No password fits this.
	$trailer .= ' /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 ' .
	    '/O <' . '41' x 32 . '> /U <' . '42' x 32 . '> /P -4 >>';
}

my $out = "%PDF-1.4\n";
my @at;
for my $i (0 .. $#objects) {
	push @at, length $out;
	$out .= ($i + 1) . " 0 obj\n$objects[$i]\nendobj\n";
}
my $xref = length $out;
$out .= "xref\n0 " . (@objects + 1) . "\n0000000000 65535 f \n";
$out .= sprintf("%010d 00000 n \n", $_) for @at;
$out .= "trailer\n<< $trailer >>\nstartxref\n$xref\n%%EOF\n";
print $out;
