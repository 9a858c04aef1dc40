# Exports by country and commodity in the layout of the Census Bureau's
# interface, always the same: countries of Schedule C, commodities and values
# of our own. ROWS rows, about 115 bytes each, HS10 codes, a year.
#
#   mawk -v rows=2000000 -f tests/bench/census.awk

# Park and Miller's generator: exact in a double.
function random(below) {
	seed = seed * 16807 % 2147483647
	return seed % below
}

function word(list, count) {
	return list[random(count) + 1]
}

function add_countries(line,   i, parts, pair) {
	parts = split(line, pair, ";")
	for (i = 1; i < parts; i += 2) {
		country++
		country_code[country] = pair[i]
		country_name[country] = "\"" pair[i + 1] "\""
	}
}

function make_commodities(   i) {
	for (i = 1; i <= commodities; i++) {
		commodity_code[i] = sprintf("%02d%02d%02d%04d", 1 + i * 97 / \
		    (commodities + 1), 1 + i % 29, i % 100, i % 9973)
		commodity_name[i] = sprintf("\"%s OF %s, %s, NESOI, %s\"", \
		    word(thing, things), word(stuff, stuffs), \
		    word(use, uses), word(measure, measures))
	}
}

BEGIN {
	seed = 20190101
	commodities = 372
	add_countries("1220;Canada;2010;Mexico;2050;Guatemala;2080;Belize;2110;El Salvador;2150;Honduras;2190;Nicaragua;2210;Costa Rica;2250;Panama;2320;Bermuda;2360;Bahamas;2410;Jamaica;2450;Haiti;2470;Dominican Republic;2720;Barbados;2740;Trinidad and Tobago;")
	add_countries("3010;Colombia;3070;Venezuela;3120;Guyana;3150;Suriname;3310;Ecuador;3330;Peru;3350;Bolivia;3370;Chile;3510;Brazil;3530;Paraguay;3550;Uruguay;3570;Argentina;")
	add_countries("4000;Iceland;4010;Sweden;4039;Norway;4050;Finland;4099;Denmark, except Greenland;4120;United Kingdom;4190;Ireland;4210;Netherlands;4231;Belgium;4239;Luxembourg;4271;Andorra;4272;Monaco;4279;France;4280;Germany;4330;Austria;4351;Czech Republic;4359;Slovakia;4370;Hungary;4411;Liechtenstein;4419;Switzerland;4470;Estonia;4490;Latvia;4510;Lithuania;4550;Poland;4621;Russia;4622;Belarus;4623;Ukraine;4631;Armenia;4632;Azerbaijan;4633;Georgia;4634;Kazakhstan;4635;Kyrgyzstan;4641;Moldova;4642;Tajikistan;4643;Turkmenistan;4644;Uzbekistan;4700;Spain;4710;Portugal;4730;Malta;4751;San Marino;4759;Italy;4791;Croatia;4792;Slovenia;4793;Bosnia and Herzegovina;4794;North Macedonia;4801;Serbia;4803;Kosovo;4804;Montenegro;4810;Albania;4840;Greece;4850;Romania;4870;Bulgaria;4890;Turkey;4910;Cyprus;")
	add_countries("5020;Syria;5040;Lebanon;5050;Iraq;5081;Israel;5110;Jordan;5130;Kuwait;5170;Saudi Arabia;5180;Qatar;5200;United Arab Emirates;5210;Yemen;5230;Oman;5250;Bahrain;5310;Afghanistan;5330;India;5350;Pakistan;5360;Nepal;5380;Bangladesh;5420;Sri Lanka;5490;Thailand;5520;Vietnam;5530;Laos;5550;Cambodia;5570;Malaysia;5590;Singapore;5600;Indonesia;5601;Timor-Leste;5615;Brunei;5650;Philippines;5660;Macao;5682;Bhutan;5683;Maldives;5700;China;5740;Mongolia;5800;Korea, South;5820;Hong Kong;5830;Taiwan;5880;Japan;")
	add_countries("6021;Australia;6040;Papua New Guinea;6141;New Zealand;6820;Micronesia, Federated States of;6863;Fiji;7140;Morocco;7210;Algeria;7230;Tunisia;7250;Libya;7290;Egypt;7321;Sudan;7420;Cameroon;7440;Senegal;7470;Sierra Leone;7480;Cote d'Ivoire;7490;Ghana;7500;Gambia;7530;Nigeria;7550;Gabon;7610;Benin;7620;Angola;7630;Congo, Republic of the Congo;7650;Liberia;7660;Congo, Democratic Republic of the Congo (formerly Zaire);7690;Rwanda;7770;Djibouti;7780;Uganda;7790;Kenya;7830;Tanzania;7910;South Africa;7940;Zambia;")
	things = split("PARTS AND ACCESSORIES|CASTINGS AND FORGINGS|OTHER ARTICLES|FITTINGS|SEMIFINISHED FORMS|ASSEMBLIES", thing, "|")
	stuffs = split("BOMBS|ALLOY STEEL|COPPER|MILITARY RIFLES|TURBOJETS|OPTICAL GLASS|AIRCRAFT|RUBBER", stuff, "|")
	uses = split("CIVIL USE|MILITARY USE|FOR RESALE|NOT COATED|NEW|USED OR REBUILT", use, "|")
	measures = split("UNDER 1 KG|1 KG OR OVER|OVER 12.7 MM|NO SIZE GIVEN", measure, "|")
	make_commodities()
	print "CTY_CODE,CTY_NAME,E_COMMODITY,E_COMMODITY_SDESC,DF,COMM_LVL,ALL_VAL_MO,time"
	for (month = 1; rows > 0; month++)
		for (i = 1; i <= commodities && rows > 0; i++)
			for (c = 1; c <= country && rows > 0; c++)
				give_figures(c, i, month)
}

# Domestic goods, foreign goods, and the sum of both.
function give_figures(c, i, month,   head, tail, domestic, foreign) {
	head = country_code[c] "," country_name[c] "," commodity_code[i] "," \
	    commodity_name[i] ","
	tail = sprintf(",%04d-%02d", 2019 + int((month - 1) / 12), \
	    (month - 1) % 12 + 1)
	domestic = random(90000000)
	foreign = random(900000)
	if (rows-- > 0)
		print head "1,HS10," domestic tail
	if (rows-- > 0)
		print head "2,HS10," foreign tail
	if (rows-- > 0)
		print head "-,HS10," domestic + foreign tail
}
