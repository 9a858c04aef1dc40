#include "transform/source/dod_contracts/nationality.h"

#include <string.h>

#include "transform/normalise/normalise.h"

static const struct {
	const char *adjective;
	const char *country;
} nationalities[] = {
	{ "Afghan", "Afghanistan" },
	{ "Algerian", "Algeria" },
	{ "Argentine", "Argentina" },
	{ "Australian", "Australia" },
	{ "Austrian", "Austria" },
	{ "Bahraini", "Bahrain" },
	{ "Bangladeshi", "Bangladesh" },
	{ "Belgian", "Belgium" },
	{ "Brazilian", "Brazil" },
	{ "British", "United Kingdom" },
	{ "Bulgarian", "Bulgaria" },
	{ "Canadian", "Canada" },
	{ "Chilean", "Chile" },
	{ "Colombian", "Colombia" },
	{ "Croatian", "Croatia" },
	{ "Czech", "Czechia" },
	{ "Danish", "Denmark" },
	{ "Dutch", "Netherlands" },
	{ "Ecuadorian", "Ecuador" },
	{ "Egyptian", "Egypt" },
	{ "Emirati", "United Arab Emirates" },
	{ "Estonian", "Estonia" },
	{ "Finnish", "Finland" },
	{ "French", "France" },
	{ "German", "Germany" },
	{ "Greek", "Greece" },
	{ "Hellenic", "Greece" },
	{ "Hungarian", "Hungary" },
	{ "Indian", "India" },
	{ "Indonesian", "Indonesia" },
	{ "Iraqi", "Iraq" },
	{ "Irish", "Ireland" },
	{ "Israeli", "Israel" },
	{ "Italian", "Italy" },
	{ "Japanese", "Japan" },
	{ "Jordanian", "Jordan" },
	{ "Kenyan", "Kenya" },
	{ "Korean", "South Korea" },
	{ "Kuwaiti", "Kuwait" },
	{ "Latvian", "Latvia" },
	{ "Lebanese", "Lebanon" },
	{ "Lithuanian", "Lithuania" },
	{ "Malaysian", "Malaysia" },
	{ "Mexican", "Mexico" },
	{ "Moroccan", "Morocco" },
	{ "New Zealand", "New Zealand" },
	{ "Nigerian", "Nigeria" },
	{ "Norwegian", "Norway" },
	{ "Omani", "Oman" },
	{ "Pakistani", "Pakistan" },
	{ "Peruvian", "Peru" },
	{ "Philippine", "Philippines" },
	{ "Polish", "Poland" },
	{ "Portuguese", "Portugal" },
	{ "Qatari", "Qatar" },
	{ "Romanian", "Romania" },
	{ "Saudi", "Saudi Arabia" },
	{ "Saudi Arabian", "Saudi Arabia" },
	{ "Singaporean", "Singapore" },
	{ "Slovak", "Slovakia" },
	{ "Slovenian", "Slovenia" },
	{ "South African", "South Africa" },
	{ "South Korean", "South Korea" },
	{ "Spanish", "Spain" },
	{ "Sri Lankan", "Sri Lanka" },
	{ "Swedish", "Sweden" },
	{ "Swiss", "Switzerland" },
	{ "Taiwanese", "Taiwan" },
	{ "Thai", "Thailand" },
	{ "Tunisian", "Tunisia" },
	{ "Turkish", "Turkey" },
	{ "Ukrainian", "Ukraine" },
	{ "Vietnamese", "Vietnam" },
};

bool
nationality_read(const struct reference *reference, const char *adjective,
    struct country *out)
{
	size_t count = sizeof(nationalities) / sizeof(nationalities[0]);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(nationalities[i].adjective, adjective) == 0)
			return country_read(
			    reference, nationalities[i].country, out);
	}
	return false;
}
