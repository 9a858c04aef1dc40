#!/usr/bin/perl
# A workbook (xlsx) of what a plain text says, for documents of our own:
#
#   tests/support/workbook/make.pl <LAYOUT >FILE.xlsx
#
# tests/golden/update makes those of this folder: SOURCE.NAME.layout is
# tests/golden/SOURCE/NAME.xlsx.
#
# "%sheet NAME" begins a sheet. A line is a row, its cells are parted by tabs;
# what looks like a number is one. "{blue}", "{red}", "{green}" and "{percent}"
# before a cell are the colour of its letters, or how it is shown; "{text}"
# keeps a number text.
use strict;
use warnings;
use Encode qw(decode encode);
use IO::Compress::Zip qw($ZipError ZIP_CM_STORE);

$ENV{TZ} = 'UTC'; # times in a zip file are local

my $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
my $office =
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
my $package = 'http://schemas.openxmlformats.org/package/2006';
my $xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' . "\n";
my %styles = (blue => 1, red => 2, green => 3, percent => 4);
my (@names, @sheets, @strings, %number_of);

sub escape {
	my ($text) = @_;
	$text =~ s/&/&amp;/g;
	$text =~ s/</&lt;/g;
	return $text;
}

sub column {
	my ($i) = @_;
	return ($i >= 26 ? chr(64 + $i / 26) : '') . chr(65 + $i % 26);
}

sub cell {
	my ($place, $text) = @_;
	my ($style, $is_text) = ('', 0);

	while ($text =~ s/^\{(\w+)\}//) {
		if ($1 eq 'text') { $is_text = 1 }
		else { $style = " s=\"$styles{$1}\"" }
	}
	return '' if $text eq '';
	return "<c r=\"$place\"$style><v>$text</v></c>"
	    if !$is_text && $text =~ /^-?\d+(\.\d+)?(E[-+]\d+)?$/;
	if (!defined $number_of{$text}) {
		$number_of{$text} = @strings;
		push @strings, $text;
	}
	return "<c r=\"$place\"$style t=\"s\"><v>$number_of{$text}</v></c>";
}

my $line = 0;
while (defined(my $row = <STDIN>)) {
	$row = decode('UTF-8', $row);
	chomp $row;
	if ($row =~ /^%sheet (.*)/) {
		push @names, $1;
		push @sheets, '';
		$line = 0;
		next;
	}
	$line++;
	my @cells = split /\t/, $row;
	my $cells = join '', map { cell(column($_) . $line, $cells[$_]) }
	    0 .. $#cells;
	$sheets[-1] .= "<row r=\"$line\">$cells</row>" if $cells ne '';
}

my %parts;
$parts{'[Content_Types].xml'} = "<Types xmlns=\"$package/content-types\">" .
    '<Default Extension="xml" ContentType="application/xml"/>' .
    '<Default Extension="rels" ContentType="application/' .
    'vnd.openxmlformats-package.relationships+xml"/></Types>';
$parts{'_rels/.rels'} = "<Relationships xmlns=\"$package/relationships\">" .
    "<Relationship Id=\"rId1\" Type=\"$office/officeDocument\"" .
    ' Target="xl/workbook.xml"/></Relationships>';
$parts{'xl/workbook.xml'} = "<workbook xmlns=\"$main\" xmlns:r=\"$office\">" .
    '<sheets>' . join('', map {
	'<sheet name="' . escape($names[$_]) . '" sheetId="' . ($_ + 1) .
	    '" r:id="rId' . ($_ + 1) . '"/>' } 0 .. $#names) .
    '</sheets></workbook>';
$parts{'xl/_rels/workbook.xml.rels'} =
    "<Relationships xmlns=\"$package/relationships\">" . join('', map {
	'<Relationship Id="rId' . ($_ + 1) . "\" Type=\"$office/worksheet\"" .
	    ' Target="worksheets/sheet' . ($_ + 1) . '.xml"/>' } 0 .. $#names) .
    "<Relationship Id=\"rStyles\" Type=\"$office/styles\"" .
    ' Target="styles.xml"/>' .
    "<Relationship Id=\"rStrings\" Type=\"$office/sharedStrings\"" .
    ' Target="sharedStrings.xml"/></Relationships>';
$parts{'xl/styles.xml'} = "<styleSheet xmlns=\"$main\"><fonts count=\"4\">" .
    join('', map { "<font>$_<sz val=\"10\"/></font>" } '<color theme="1"/>',
	map { "<color rgb=\"FF$_\"/>" } '0000FF', 'FF0000', '00B050') .
    '</fonts><cellXfs count="5">' . join('', map {
	"<xf numFmtId=\"" . ($_ == 4 ? 10 : 0) . '" fontId="' .
	    ($_ == 4 ? 0 : $_) . '"/>' } 0 .. 4) . '</cellXfs></styleSheet>';
$parts{'xl/sharedStrings.xml'} = "<sst xmlns=\"$main\">" .
    join('', map { '<si><t xml:space="preserve">' . escape($_) . '</t></si>' }
	@strings) . '</sst>';
$parts{'xl/worksheets/sheet' . ($_ + 1) . '.xml'} =
    "<worksheet xmlns=\"$main\"><sheetData>$sheets[$_]</sheetData></worksheet>"
    for 0 .. $#sheets;

binmode STDOUT;
my $zip;
my $bytes;
for my $name (sort keys %parts) {
	my $content = encode('UTF-8', $xml . $parts{$name});
	my %about = (Name => $name, Time => 1577880000, Minimal => 1,
	    Method => ZIP_CM_STORE);
	if ($zip) { $zip->newStream(%about) }
	else { $zip = IO::Compress::Zip->new(\$bytes, %about) }
	$zip->print($content);
}
$zip->close or die $ZipError;
print $bytes;
