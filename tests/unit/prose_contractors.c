#include "tests/support/support.h"

#include "transform/prose/prose.h"

static struct arena *arena;
static struct reference *reference;

struct contractor_case {
	const char *text;
	/* id|name|city|region, "-" for what is not given, "; " between */
	const char *contractors;
};

#define WILL_BE "The principal contractor will be "
#define WILL_BE_SEVERAL "The principal contractors will be "
#define OFFSET                                                           \
	" At this time, the U.S. Government is not aware of any offset " \
	"agreement proposed in connection with this potential sale."

static const struct contractor_case table[] = {
	/* Oregon is no "or"; America is no town. */
	{ WILL_BE_SEVERAL "Zeta Systems, Salem, OR and Omega Industries, Reno, "
			  "NV, or Iota, Waco, TX.",
	    "-|Zeta Systems|Salem|Oregon; -|Omega Industries|Reno|Nevada; "
	    "-|Iota|Waco|Texas" },
	{ WILL_BE_SEVERAL
	    "Elbit Systems of America, of Fort Worth, TX; Zeta of "
	    "North America, Reno, NV; and Iota of America.",
	    "elbit|Elbit Systems of America|Fort Worth|Texas; "
	    "-|Zeta of North America|Reno|Nevada; -|Iota of America|-|-" },
	/* A stop was lost. */
	{ WILL_BE "KBR, Houston, TX At this time, the U.S. Government is not "
		  "aware of any offset agreement.",
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE "KBR, Houston, Texas.There are no known offsets.",
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE "SAIC, with offices in Reston, VA.",
	    "saic|SAIC|Reston|Virginia" },
	{ WILL_BE_SEVERAL "Thales Corporation in the United Kingdom and "
			  "Zeta, located in the Netherlands.",
	    "thales|Thales Corporation|-|United Kingdom; "
	    "-|Zeta|-|Netherlands" },
	/* A blank before a comma, as where a bracket was left out. */
	{ WILL_BE_SEVERAL
	    "Raytheon of Tucson, Arizona , and Acme Rockets , and Zeta of "
	    "Reno, Nevada.",
	    "rtx|Raytheon|Tucson|Arizona; -|Acme Rockets|-|-; "
	    "-|Zeta|Reno|Nevada" },
	/* Named before the words that say what they are. */
	{ "Boeing in St. Louis, Missouri, will be the principal contractor.",
	    "boeing|Boeing|St. Louis|Missouri" },
	{ WILL_BE
	    "KBR, Houston, TX. Lockheed Martin of Dallas, Texas, and "
	    "Boeing of St. Louis, Missouri, will be the prime contractors "
	    "for the rockets.",
	    "kbr|KBR|Houston|Texas; "
	    "lockheed-martin|Lockheed Martin|Dallas|Texas; "
	    "boeing|Boeing|St. Louis|Missouri" },
	/* Others, and those who may be. */
	{ WILL_BE "KBR, Houston, TX. Other contractors include Boeing, St. "
		  "Louis, MO; and Leidos, Reston, VA.",
	    "kbr|KBR|Houston|Texas; boeing|Boeing|St. Louis|Missouri; "
	    "leidos|Leidos|Reston|Virginia" },
	{ "The potential contractors may include Boeing, St. Louis, MO, and "
	  "Leidos, Reston, VA.",
	    "boeing|Boeing|St. Louis|Missouri; leidos|Leidos|Reston|Virginia" },
	/* The state alone, behind a comma. */
	{ WILL_BE_SEVERAL "Zeta Systems, of Nevada, and KBR, Houston, TX.",
	    "-|Zeta Systems|-|Nevada; kbr|KBR|Houston|Texas" },
	/* Nobody by that name. */
	{ "The prime contractor is TBD.", "" },
	{ "The principal contractor is N/A.", "" },
	{ WILL_BE_SEVERAL
	    "Boeing (St. Louis, MO) and Rolls-Royce (Indianapolis, IN).",
	    "boeing|Boeing|St. Louis|Missouri; "
	    "rolls-royce|Rolls-Royce|Indianapolis|Indiana" },
	/* What newspapers call West Virginia is no company. */
	{ WILL_BE "Zeta, located in Keyser, W.Va.",
	    "-|Zeta|Keyser|West Virginia" },
	/* Who is numbered is no less a company. */
	{ WILL_BE_SEVERAL "(1) Boeing in Mesa, AZ; and (2) KBR, Houston, TX.",
	    "boeing|Boeing|Mesa|Arizona; kbr|KBR|Houston|Texas" },
	{ WILL_BE_SEVERAL "(a) Zeta, (b) Omega, Reno, NV, and (c) Iota.",
	    "-|Zeta|-|-; -|Omega|Reno|Nevada; -|Iota|-|-" },
	{ WILL_BE_SEVERAL "1) Zeta, Reno, NV; 2) Omega, Reno, NV.",
	    "-|Zeta|Reno|Nevada; -|Omega|Reno|Nevada" },
	/* A company and its place without a comma, behind another's. */
	{ WILL_BE_SEVERAL "Zeta, located in Tucson AZ and Omega of Reno NV.",
	    "-|Zeta|Tucson|Arizona; -|Omega|Reno|Nevada" },
	{ WILL_BE_SEVERAL "Zeta of Tucson AZ; Omega of Reno NV.",
	    "-|Zeta|Tucson|Arizona; -|Omega|Reno|Nevada" },
	{ WILL_BE_SEVERAL "Zeta; Ministry of Defence UK.",
	    "-|Zeta|-|-; -|Ministry of Defence UK|-|-" },
	{ WILL_BE "Zeta, located in Tucson AZ and Andover MA.",
	    "-|Zeta|Tucson|Arizona" },
	{ WILL_BE_SEVERAL "Zeta (Reno, Atlantis), and KBR.",
	    "-|Zeta (Reno, Atlantis)|-|-; kbr|KBR|-|-" },
	/* Articles, points and the shortest names. */
	{ WILL_BE_SEVERAL "the K; the Zeta Corp.; Inc.; Omega Inc.; Iota.",
	    "-|K|-|-; -|Zeta Corp.|-|-; -|Inc|-|-; -|Omega Inc.|-|-; "
	    "-|Iota|-|-" },
	{ WILL_BE_SEVERAL "Zeta, Omega, Iota, and Kappa.",
	    "-|Zeta|-|-; -|Omega|-|-; -|Iota|-|-; -|Kappa|-|-" },
	{ WILL_BE_SEVERAL "Zeta, and Omega Corporation, located in Reno, NV.",
	    "-|Zeta|-|-; -|Omega Corporation|Reno|Nevada" },
	/* Towns, states and countries of one name. */
	{ WILL_BE_SEVERAL "Zeta, Ontario, Canada; and Omega, Toronto, Ontario, "
			  "Canada.",
	    "-|Zeta|-|Ontario; -|Omega|Toronto|Ontario" },
	{ WILL_BE_SEVERAL "Zeta, Washington, D.C.; and Omega, New York, NY.",
	    "-|Zeta|Washington|District of Columbia; -|Omega|New York|New "
	    "York" },
	{ WILL_BE_SEVERAL "Zeta, Andover, MA; Tewksbury, MA; Omega, Reno, NV.",
	    "-|Zeta|Andover|Massachusetts; -|Omega|Reno|Nevada" },
	{ WILL_BE_SEVERAL "AZ; Zeta; TX.", "-|Zeta|-|-" },
	{ WILL_BE_SEVERAL "Zeta (of many (kinds), and others), Reno, NV; Omega "
			  "(Reno, Atlantis).",
	    "-|Zeta (of many (kinds), and others)|Reno|Nevada; -|Omega (Reno, "
	    "Atlantis)|-|-" },
	/* A sentence about others before it, and another list within it. */
	{ "The sale is big. " WILL_BE "KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE "KBR, located in Houston, TX; Prime contractor for the "
		  "engines will be Boeing, located in Mesa, AZ.",
	    "kbr|KBR|Houston|Texas; boeing|Boeing|Mesa|Arizona" },
	/* Several towns of one company: it counts once, at the first. */
	{ WILL_BE_SEVERAL
	    "RTX Corporation, located in Waltham, MA, and Huntsville, AL; "
	    "Lockheed Martin, located in Bethesda, MA, and Huntsville, AL; "
	    "LEIDOS, Inc., located in Reston, VA, and Huntsville, AL; and KBR, "
	    "located in Houston, TX, and Huntsville, AL." OFFSET,
	    "rtx|RTX Corporation|Waltham|Massachusetts; "
	    "lockheed-martin|Lockheed Martin|Bethesda|Massachusetts; "
	    "leidos|LEIDOS, Inc.|Reston|Virginia; kbr|KBR|Houston|Texas" },
	{ WILL_BE "AM General LLC, located in Auburn Hills, MI and Mishawaka, "
		  "IN.",
	    "am-general|AM General LLC|Auburn Hills|Michigan" },
	{ WILL_BE "Lockheed Martin Missile and Defense, Ocala, FL." OFFSET,
	    "lockheed-martin|Lockheed Martin Missile and Defense|Ocala|Florida" },
	{ WILL_BE "Lockheed Martin, Sikorsky, located in Stratford, CT.",
	    "lockheed-martin|Lockheed Martin, Sikorsky|Stratford|Connecticut" },
	{ WILL_BE "Lockheed-Martin Corporation, located in Dallas, TX.",
	    "lockheed-martin|Lockheed-Martin Corporation|Dallas|Texas" },
	{ WILL_BE "Aero Vironment Inc., located in Simi Valley, CA.",
	    "aerovironment|Aero Vironment Inc.|Simi Valley|California" },
	{ WILL_BE "FN America, LLC, located in Columbia, SC.",
	    "fn-america|FN America, LLC|Columbia|South Carolina" },
	{ WILL_BE "LEIDOS, Inc., located in Reston, VA." OFFSET,
	    "leidos|LEIDOS, Inc.|Reston|Virginia" },
	{ WILL_BE "Lockheed Martin, located in Grand Prairie, TX." OFFSET,
	    "lockheed-martin|Lockheed Martin|Grand Prairie|Texas" },
	{ WILL_BE "Lockheed Martin, located in Grand Prairie, Texas.",
	    "lockheed-martin|Lockheed Martin|Grand Prairie|Texas" },
	{ WILL_BE
	    "RTX Missile Defense Technologies, located in Tucson, AZ." OFFSET,
	    "rtx|RTX Missile Defense Technologies|Tucson|Arizona" },
	{ WILL_BE_SEVERAL "The Boeing Company, located in Arlington, VA; and "
			  "Lockheed Martin, located in Orlando, FL.",
	    "boeing|The Boeing Company|Arlington|Virginia; "
	    "lockheed-martin|Lockheed Martin|Orlando|Florida" },
	{ WILL_BE "The Boeing Company, located in Arlington, VA. The majority "
		  "of MK 54 lightweight torpedo hardware will be purchased "
		  "directly from U.S. Navy stock.",
	    "boeing|The Boeing Company|Arlington|Virginia" },
	{ WILL_BE_SEVERAL "American Ordinance, located in Middletown, IA; and "
			  "General Dynamics, located in Camden, AR.",
	    "american-ordnance|American Ordinance|Middletown|Iowa; "
	    "general-dynamics|General Dynamics|Camden|Arkansas" },
	{ "(U) " WILL_BE "KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	{ "The principal U.S. contractor(s) will be Textron Systems, located "
	  "in Hunt Valley, MD.",
	    "textron|Textron Systems|Hunt Valley|Maryland" },
	{ "The principal contractors for this effort will be Lockheed Martin, "
	  "located in Dallas, TX; and RTX Corporation, located in Andover, "
	  "MA.",
	    "lockheed-martin|Lockheed Martin|Dallas|Texas; "
	    "rtx|RTX Corporation|Andover|Massachusetts" },
	{ "The principal contractor is General Dynamics, located in Camden, "
	  "AR.",
	    "general-dynamics|General Dynamics|Camden|Arkansas" },
	{ WILL_BE "Huntington Ingalls Industries, located in Newport News, VA, "
		  "and Pascagoula, MS.",
	    "huntington-ingalls|Huntington Ingalls Industries|Newport "
	    "News|Virginia" },
	/* A state, though a town is called like it. */
	{ WILL_BE_SEVERAL
	    "Boeing, Seattle, Washington, Raytheon, Tucson, Arizona.",
	    "boeing|Boeing|Seattle|Washington; rtx|Raytheon|Tucson|Arizona" },
	{ WILL_BE "SAIC, located in Washington, D.C.",
	    "saic|SAIC|Washington|District of Columbia" },
	{ WILL_BE "The Boeing Company, located in St. Louis, MO." OFFSET,
	    "boeing|The Boeing Company|St. Louis|Missouri" },
	{ WILL_BE "Kay and Associates, Inc., located in Buffalo Grove, IL.",
	    "kay-associates|Kay and Associates, Inc.|Buffalo Grove|Illinois" },
	{ WILL_BE "General Dynamics Ordnance and Tactical Systems, located in "
		  "Saint Petersburg, FL.",
	    "general-dynamics|General Dynamics Ordnance and Tactical "
	    "Systems|Saint Petersburg|Florida" },
	{ WILL_BE "Raytheon/Lockheed Martin Javelin Joint Venture, located in "
		  "Orlando, FL and Tucson, AZ.",
	    "javelin-joint-venture|Raytheon/Lockheed Martin Javelin Joint "
	    "Venture|Orlando|Florida" },
	{ WILL_BE "BAE Systems, located in Rochester, United Kingdom.",
	    "bae-systems|BAE Systems|Rochester|United Kingdom" },
	{ WILL_BE "Johns Hopkins University Applied Physics Laboratory, "
		  "located in Laurel, Maryland.",
	    "-|Johns Hopkins University Applied Physics "
	    "Laboratory|Laurel|Maryland" },

	/* Older wordings. */
	{ "The prime contractors will be The Boeing Company in Wichita, "
	  "Kansas; Raytheon Company in Tucson, Arizona; and General Electric "
	  "in Lynn, Massachusetts.",
	    "boeing|The Boeing Company|Wichita|Kansas; "
	    "rtx|Raytheon Company|Tucson|Arizona; "
	    "general-electric|General Electric|Lynn|Massachusetts" },
	{ "The prime contractor will be Lockheed Martin Aeronautics Company of "
	  "Fort Worth, Texas.",
	    "lockheed-martin|Lockheed Martin Aeronautics Company|Fort "
	    "Worth|Texas" },
	{ "The principal contractors will be Bell Helicopter Textron in Fort "
	  "Worth, Texas, and General Electric in Lynn, Massachusetts.",
	    "bell|Bell Helicopter Textron|Fort Worth|Texas; "
	    "general-electric|General Electric|Lynn|Massachusetts" },
	{ WILL_BE_SEVERAL "Lockheed Martin of Fort Worth, TX, Raytheon of "
			  "Tucson, AZ, and Boeing of St. Louis, MO.",
	    "lockheed-martin|Lockheed Martin|Fort Worth|Texas; "
	    "rtx|Raytheon|Tucson|Arizona; boeing|Boeing|St. Louis|Missouri" },
	{ WILL_BE "M1 Support Services in Denton, TX.",
	    "m1-support|M1 Support Services|Denton|Texas" },
	{ "The prime contractors will be Northrop Grumman in Rolling Meadows, "
	  "Illinois; and BAE Systems in Nashua, New Hampshire.",
	    "northrop-grumman|Northrop Grumman|Rolling Meadows|Illinois; "
	    "bae-systems|BAE Systems|Nashua|New Hampshire" },
	{ WILL_BE_SEVERAL "Boeing and Raytheon.",
	    "boeing|Boeing|-|-; rtx|Raytheon|-|-" },
	{ WILL_BE_SEVERAL "Boeing, Raytheon, and KBR.",
	    "boeing|Boeing|-|-; rtx|Raytheon|-|-; kbr|KBR|-|-" },
	{ WILL_BE_SEVERAL "General Dynamics Ordnance and Tactical Systems; and "
			  "Pratt and Whitney.",
	    "general-dynamics|General Dynamics Ordnance and Tactical "
	    "Systems|-|-; pratt-whitney|Pratt and Whitney|-|-" },
	{ WILL_BE "Boeing.", "boeing|Boeing|-|-" },
	{ WILL_BE "Kay and Associates, Inc.",
	    "kay-associates|Kay and Associates, Inc.|-|-" },
	{ WILL_BE "Day and Zimmermann.",
	    "day-zimmermann|Day and Zimmermann|-|-" },

	/* Places between commas alone. */
	{ WILL_BE_SEVERAL "Boeing, Mesa, AZ, and Lockheed Martin, Orlando, FL.",
	    "boeing|Boeing|Mesa|Arizona; "
	    "lockheed-martin|Lockheed Martin|Orlando|Florida" },
	{ WILL_BE_SEVERAL "Lockheed Martin Corporation, Bethesda, MD and Mack "
			  "Defense, Allentown, PA.",
	    "lockheed-martin|Lockheed Martin Corporation|Bethesda|Maryland; "
	    "mack-defense|Mack Defense|Allentown|Pennsylvania" },
	{ WILL_BE_SEVERAL
	    "Lockheed Martin Aeronautics Company, Fort Worth, TX, and Pratt & "
	    "Whitney Military Engines, East Hartford, CT.",
	    "lockheed-martin|Lockheed Martin Aeronautics Company|Fort "
	    "Worth|Texas; pratt-whitney|Pratt & Whitney Military Engines|East "
	    "Hartford|Connecticut" },
	{ WILL_BE "Boeing Defense, Space and Security, St. Louis, MO.",
	    "boeing|Boeing Defense, Space and Security|St. Louis|Missouri" },
	{ WILL_BE "Bell Helicopter, Textron, Fort Worth, Texas.",
	    "bell|Bell Helicopter, Textron|Fort Worth|Texas" },
	{ WILL_BE "BAE Systems, York, Pennsylvania, and Anniston, Alabama.",
	    "bae-systems|BAE Systems|York|Pennsylvania" },
	{ WILL_BE_SEVERAL "BAE Systems, York, Pennsylvania, and the Anniston "
			  "Army Depot, Anniston, Alabama.",
	    "bae-systems|BAE Systems|York|Pennsylvania; "
	    "-|Anniston Army Depot|Anniston|Alabama" },
	{ WILL_BE_SEVERAL
	    "Sparton Corporation, De Leon Springs, FL, or Undersea "
	    "Sensor Systems Inc., Columbia City, IN.",
	    "sparton|Sparton Corporation|De Leon Springs|Florida; "
	    "undersea-sensor-systems|Undersea Sensor Systems Inc.|Columbia "
	    "City|Indiana" },
	{ WILL_BE_SEVERAL "Kongsberg Defence and Aerospace AS, Kongsberg, "
			  "Norway; and Elbit Systems Ltd., located in Haifa, "
			  "Israel.",
	    "kongsberg|Kongsberg Defence and Aerospace AS|Kongsberg|Norway; "
	    "elbit|Elbit Systems Ltd.|Haifa|Israel" },
	{ WILL_BE_SEVERAL "Raytheon, Tucson AZ and KBR, Washington, DC.",
	    "rtx|Raytheon|Tucson|Arizona; kbr|KBR|Washington|District of Columbia" },
	{ WILL_BE_SEVERAL "General Electric, Lynn, Mass.; and Northrop "
			  "Grumman, Rolling Meadows, Ill.",
	    "general-electric|General Electric|Lynn|Massachusetts; "
	    "northrop-grumman|Northrop Grumman|Rolling Meadows|Illinois" },
	{ WILL_BE_SEVERAL "BAE Systems in York, Pennsylvania (M109A7), and "
			  "Leonardo DRS in St. Louis, Missouri for the turret.",
	    "bae-systems|BAE Systems|York|Pennsylvania; "
	    "drs|Leonardo DRS|St. Louis|Missouri" },
	/* A state between two companies, without a word between. */
	{ WILL_BE_SEVERAL
	    "Raytheon Company in Goleta, California and El Segundo, "
	    "California, Northrop Grumman in Rolling Meadows, Illinois.",
	    "rtx|Raytheon Company|Goleta|California; "
	    "northrop-grumman|Northrop Grumman|Rolling Meadows|Illinois" },
	/* One company a line, the comma before the town left out. */
	{ "The prime contractors will be:\nBoeing Company St. Louis, "
	  "Missouri\nRaytheon Company Tucson, Arizona\nThere are no known "
	  "offset agreements.",
	    "boeing|Boeing Company|St. Louis|Missouri; "
	    "rtx|Raytheon Company|Tucson|Arizona" },
	/* Each in a sentence of its own, or a part of one. */
	{ "The prime contractor for the aircraft will be Northrop Grumman, "
	  "located in Melbourne, FL. The prime contractor for the engines will "
	  "be Rolls-Royce, located in Indianapolis, IN.",
	    "northrop-grumman|Northrop Grumman|Melbourne|Florida; "
	    "rolls-royce|Rolls-Royce|Indianapolis|Indiana" },
	{ "The principal contractor for training will be Valiant Integrated "
	  "Services; and the principal contractor for spares will be Amentum.",
	    "valiant|Valiant Integrated Services|-|-; amentum|Amentum|-|-" },
	{ "Principal contractors involved in this program are: Sikorsky "
	  "Aircraft, Stratford, Connecticut.",
	    "sikorsky|Sikorsky Aircraft|Stratford|Connecticut" },
	{ "The principal contractors will include KBR; and SAIC.",
	    "kbr|KBR|-|-; saic|SAIC|-|-" },
	{ "The principal contractors are expected to be KBR and SAIC.",
	    "kbr|KBR|-|-; saic|SAIC|-|-" },
	{ "Several contractors involved in this program, including but not "
	  "limited to KBR and SAIC.",
	    "kbr|KBR|-|-; saic|SAIC|-|-" },
	{ "The prime contractor, KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	/* A venture is one, and its partners are not named beside it. */
	{ WILL_BE "the Javelin Joint Venture between RTX Corporation, located "
		  "in Tucson, AZ and Lockheed Martin, located in Orlando, FL.",
	    "javelin-joint-venture|Javelin Joint Venture|-|-" },
	{ WILL_BE "RTX Corporation and Lockheed Martin Javelin Joint Venture, "
		  "located in Tucson, AZ and Orlando, FL.",
	    "javelin-joint-venture|RTX Corporation and Lockheed Martin Javelin "
	    "Joint Venture|Tucson|Arizona" },

	/* One company with a comma or an "and" in its name. */
	{ WILL_BE "Systems Planning and Analysis, located in Alexandria, VA.",
	    "systems-planning-analysis|Systems Planning and "
	    "Analysis|Alexandria|Virginia" },
	{ WILL_BE_SEVERAL
	    "Smith and Wesson Corporation, Springfield, MA; and "
	    "Systems Planning and Analysis, Inc., Alexandria, VA.",
	    "smith-wesson|Smith and Wesson Corporation|Springfield|"
	    "Massachusetts; systems-planning-analysis|Systems Planning and "
	    "Analysis, Inc.|Alexandria|Virginia" },
	{ WILL_BE_SEVERAL "Smith & Wesson in Springfield, Massachusetts and "
			  "International Telephone and Telegraph in Roanoke, "
			  "Virginia.",
	    "smith-wesson|Smith & Wesson|Springfield|Massachusetts; "
	    "harris|International Telephone and Telegraph|Roanoke|Virginia" },
	{ WILL_BE_SEVERAL "Booz, Allen and Hamilton, McLean, VA, and KBR, "
			  "Houston, TX.",
	    "booz-allen-hamilton|Booz, Allen and Hamilton|McLean|Virginia; "
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE_SEVERAL "Zeta, Omega Corporation, located in Reno, NV; and "
			  "Boeing, located in Mesa, AZ.",
	    "-|Zeta, Omega Corporation|Reno|Nevada; "
	    "boeing|Boeing|Mesa|Arizona" },
	{ WILL_BE_SEVERAL "Zeta,or Omega Corporation, located in Reno, NV.",
	    "-|Zeta|-|-; -|Omega Corporation|Reno|Nevada" },
	{ WILL_BE_SEVERAL "Zeta, Omega Corporation in Reno, Nevada.",
	    "-|Zeta, Omega Corporation|Reno|Nevada" },
	{ WILL_BE "Zeta and Omega Corporation.",
	    "-|Zeta and Omega Corporation|-|-" },
	{ WILL_BE_SEVERAL "Zeta and Omega Corporation.",
	    "-|Zeta|-|-; -|Omega Corporation|-|-" },
	{ WILL_BE_SEVERAL "Zeta Works, Inc.; Omega Works, L.L.C.; Zeta Boats, "
			  "PLC; and Omega Boats, Limited Liability Company.",
	    "-|Zeta Works, Inc.|-|-; -|Omega Works, L.L.C.|-|-; "
	    "-|Zeta Boats, PLC|-|-; "
	    "-|Omega Boats, Limited Liability Company|-|-" },
	{ WILL_BE_SEVERAL "Zeta Research and Engineering, located in Reno, NV.",
	    "-|Zeta Research and Engineering|Reno|Nevada" },
	/* ... and two of which the list knows one, or both. */
	{ WILL_BE_SEVERAL "Boeing, Zeta Corporation, located in Reno, NV.",
	    "boeing|Boeing|-|-; -|Zeta Corporation|Reno|Nevada" },
	{ WILL_BE_SEVERAL "Boeing, Raytheon Company, located in Tucson, AZ.",
	    "boeing|Boeing|-|-; rtx|Raytheon Company|Tucson|Arizona" },
	{ WILL_BE_SEVERAL "Boeing and Global Ordnance.",
	    "boeing|Boeing|-|-; global-military-products|Global Ordnance|-|-" },
	{ WILL_BE_SEVERAL "Bell and Boeing, Amarillo, TX.",
	    "bell|Bell|-|-; boeing|Boeing|Amarillo|Texas" },
	{ WILL_BE "Exelis, formerly ITT, Fort Wayne, IN.",
	    "harris|Exelis, formerly ITT|Fort Wayne|Indiana" },
	{ WILL_BE_SEVERAL
	    "the University of Dayton Research Institute, "
	    "Dayton, OH; and the University of Texas, Austin, TX.",
	    "-|University of Dayton Research Institute|Dayton|Ohio; "
	    "-|University of Texas|Austin|Texas" },
	/* Places: further towns, parts of other countries, no towns. */
	{ WILL_BE "Raytheon in Andover and Tewksbury, Massachusetts.",
	    "rtx|Raytheon|Andover|Massachusetts" },
	{ WILL_BE_SEVERAL "General Dynamics Land Systems-Canada, located in "
			  "London, Ontario, Canada; and Boeing, Mesa, AZ.",
	    "general-dynamics|General Dynamics Land Systems-Canada|London|"
	    "Ontario; boeing|Boeing|Mesa|Arizona" },
	{ WILL_BE_SEVERAL "Zeta Canada, Ontario, Canada; and Zeta Air, "
			  "Ontario, California.",
	    "-|Zeta Canada|-|Ontario; -|Zeta Air|Ontario|California" },
	{ WILL_BE_SEVERAL "Zeta Canada, located in Ontario, Canada, and KBR, "
			  "located in Texas.",
	    "-|Zeta Canada|-|Ontario; kbr|KBR|-|Texas" },
	{ WILL_BE_SEVERAL "Rolls-Royce in Bristol, England, United Kingdom; "
			  "Saab AB in Link\xC3\xB6ping, Sweden; and Zeta of "
			  "\xC3\x96"
			  "rebro, Sweden.",
	    "rolls-royce|Rolls-Royce|Bristol|England; "
	    "saab|Saab AB|Link\xC3\xB6ping|Sweden; "
	    "-|Zeta|\xC3\x96"
	    "rebro|Sweden" },
	{ WILL_BE_SEVERAL "BAE Systems, Yeovil, UK, Zeta, Orlando, FL 32819, "
			  "and KBR, Washington, D. C.",
	    "bae-systems|BAE Systems|Yeovil|United Kingdom; "
	    "-|Zeta|Orlando|Florida; "
	    "kbr|KBR|Washington|District of Columbia" },
	{ WILL_BE_SEVERAL "Boeing (St. Louis, MO), Raytheon (Tucson, Arizona) "
			  "and KBR.",
	    "boeing|Boeing|St. Louis|Missouri; rtx|Raytheon|Tucson|Arizona; "
	    "kbr|KBR|-|-" },
	{ "The prime contractors will be:\n\xE2\x80\xA2 Boeing - Mesa, "
	  "Arizona\n\xE2\x80\xA2 KBR \xE2\x80\x93 Houston, Texas\n",
	    "boeing|Boeing|Mesa|Arizona; kbr|KBR|Houston|Texas" },

	/* Towns of one company, parted as companies are. */
	{ WILL_BE_SEVERAL "RTX Corporation, located in Andover, MA; Tewksbury, "
			  "MA; and Tucson, AZ; and KBR, located in Houston, "
			  "TX.",
	    "rtx|RTX Corporation|Andover|Massachusetts; "
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE_SEVERAL "RTX Corporation, Andover, MA; Zeta Systems, Reno, "
			  "NV; and Zeta Company, Nevada.",
	    "rtx|RTX Corporation|Andover|Massachusetts; "
	    "-|Zeta Systems|Reno|Nevada; -|Zeta Company|-|Nevada" },
	/* ... and a company we know is no town, though a state is behind it. */
	{ WILL_BE_SEVERAL "Boeing, Mesa, AZ, and KBR, Texas.",
	    "boeing|Boeing|Mesa|Arizona; kbr|KBR|-|Texas" },
	{ WILL_BE_SEVERAL "Boeing St. Louis, MO; Raytheon Tucson, AZ, and "
			  "Lockheed Martin Orlando, FL.",
	    "boeing|Boeing|St. Louis|Missouri; rtx|Raytheon|Tucson|Arizona; "
	    "lockheed-martin|Lockheed Martin|Orlando|Florida" },
	{ WILL_BE "Boeing Defense Systems, AZ.",
	    "boeing|Boeing Defense Systems|-|Arizona" },
	{ WILL_BE_SEVERAL "Pratt and Whitney of East Hartford, CT and Boeing.",
	    "pratt-whitney|Pratt and Whitney|East Hartford|Connecticut; "
	    "boeing|Boeing|-|-" },
	{ WILL_BE_SEVERAL
	    "Zeta Advanced Systems of New York, the University of "
	    "Texas, and Boeing.",
	    "-|Zeta Advanced Systems|-|New York; -|University of Texas|-|-; "
	    "boeing|Boeing|-|-" },
	{ WILL_BE_SEVERAL "Boeing; AZ; and MA.", "boeing|Boeing|-|-" },
	{ WILL_BE "L3 Technologies, Platform Integration Division, Waco, TX.",
	    "l3harris|L3 Technologies, Platform Integration "
	    "Division|Waco|Texas" },
	/* Spelled or called otherwise. */
	{ "The principle contractor will be KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	{ "The contractor(s) will be KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	{ "The vendor will be KBR, located in Houston, TX.",
	    "kbr|KBR|Houston|Texas" },
	{ "The contractors are: KBR and SAIC.", "kbr|KBR|-|-; saic|SAIC|-|-" },
	{ "Prime contractor: KBR.", "kbr|KBR|-|-" },
	{ "The contractor will be responsible for spares. The vendor is paid "
	  "by the U.S. Government.",
	    "" },

	/* These name none. */
	{ "The purchaser and the prime contractor will agree on offsets. There "
	  "is no principal contractor; the equipment comes from U.S. Army "
	  "stock.",
	    "" },
	{ WILL_BE "the U.S. Army's depot; others will be selected later.", "" },
	{ "The principal contractor(s) will be selected through competitive "
	  "procurements conducted by the U.S. Government in accordance with "
	  "the Federal Acquisition Regulation." OFFSET,
	    "" },
	{ "The principal contractor or contractors will be determined later "
	  "from a list of approved vendors, likely through a competitive "
	  "process." OFFSET,
	    "" },
	{ "Equipment and services will be provided by the U.S. "
	  "Government." OFFSET,
	    "" },
	{ "There will be various contractors associated with the provision of "
	  "equipment and services involved with this case, and there is no "
	  "prime contractor." OFFSET,
	    "" },
	{ "There is no principal contractor associated with this potential "
	  "sale. Training will be provided by U.S. Government or contract "
	  "vendors based upon requirements as they are determined.",
	    "" },
	{ "There are no principal contractors associated with this proposed "
	  "sale.",
	    "" },
	{ "The principal contractors are unknown at this time.", "" },
	{ "The prime contractor will be determined during contract "
	  "negotiations.",
	    "" },
	{ "The principal contractor for this sale is unknown at this time.",
	    "" },
	{ WILL_BE "the U.S. Government.", "" },
	{ WILL_BE "the U.S. Navy.", "" },
	{ "This proposed sale will not alter the basic military balance.", "" },
	{ "", "" },
};

static const char *
or_dash(const char *s)
{
	return s == NULL ? "-" : s;
}

static const char *
show(const struct contractor *list)
{
	const char *all = "";

	for (; list != NULL; list = list->next)
		all = arena_print(arena, "%s%s%s|%s|%s|%s", all,
		    *all == '\0' ? "" : "; ", or_dash(list->id),
		    or_dash(list->name), or_dash(list->city),
		    or_dash(list->region));
	return all;
}

static void
test_contractors(void **state)
{
	const struct contractor_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct contractor *list = NULL;

	prose_contractors(&r, c->text, 1, &list);
	assert_string_equal(show(list), c->contractors);
	assert_int_equal(count_faults(&r), 0);
}

static void
test_unread(void **state)
{
	struct reading r = reading_of(arena, reference);
	struct contractor *list = NULL;

	(void)state;
	prose_contractors(
	    &r, "The principal contractor will be around.", 4, &list);
	assert_null(list);
	assert_int_equal(count_faults(&r), 1);
}

/* Who is told of, though not as one that will surely be a contractor. */
static const struct contractor_case doubtful[] = {
	/* A comma is missing before the town, or none is told. */
	{ WILL_BE "Zeta Aerospace McLean, Virginia.",
	    "-|Zeta Aerospace McLean|-|Virginia" },
	{ WILL_BE "KBR, located in Houston; TX.", "kbr|KBR|Houston|-" },
	{ WILL_BE "KBR, located in Houston. TX.", "kbr|KBR|Houston|-" },
	{ "The prime contractor will be either Boeing, St. Louis, Missouri or "
	  "KBR, Houston, Texas.",
	    "boeing|Boeing|St. Louis|Missouri; kbr|KBR|Houston|Texas" },
	{ WILL_BE "KBR, Houston, TX. Major subcontractors include Boeing, St. "
		  "Louis, MO.",
	    "kbr|KBR|Houston|Texas" },
	{ WILL_BE
	    "KBR, Houston, TX. Its sub-contractors are Boeing, St. Louis, "
	    "MO; and Leidos, Reston, VA.",
	    "kbr|KBR|Houston|Texas" },
};

static void
test_doubtful(void **state)
{
	const struct contractor_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct contractor *list = NULL;

	prose_contractors(&r, c->text, 1, &list);
	assert_string_equal(show(list), c->contractors);
	assert_int_equal(count_faults(&r), 1);
}

static void
test_subcontractors(void **state)
{
	struct reading r = reading_of(arena, reference);
	struct contractor *list = NULL;

	(void)state;
	prose_contractors(&r,
	    "The prime contractors will be Boeing in Mesa, Arizona, the "
	    "sub-contractor is Lockheed Martin Missiles and Fire Control "
	    "Dallas in Dallas, Texas, and Raytheon in Andover, Massachusetts.",
	    4, &list);
	assert_string_equal(show(list), "boeing|Boeing|Mesa|Arizona");
	assert_int_equal(count_faults(&r), 1);
	assert_string_equal(r.faults->value,
	    ", the sub-contractor is Lockheed Martin Missiles and Fire Control "
	    "Dallas in Dallas, Texas, and Raytheon in Andover, "
	    "Massachusetts.");
}

/* A sentence of 8,000 bytes is read, one that is longer is a fault. */
static void
test_long_sentence(void **state)
{
	static const char *const expected[] = { "kbr|KBR|-|-", "" };
	static const char begin[] = "The principal contractors";
	static const char end[] = " will be KBR.";

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct reading r = reading_of(arena, reference);
		struct contractor *list = NULL;
		struct text text = { 0 };
		size_t length = 8000 + more - strlen(begin) - strlen(end);

		text_addf(&text, "%s%*s%s", begin, (int)length, "x", end);
		prose_contractors(&r, text_string(&text), 1, &list);
		assert_string_equal(show(list), expected[more]);
		assert_int_equal(count_faults(&r), more);
		/* What stands behind it is read. */
		text_add_string(&text, " " WILL_BE "Boeing.");
		list = NULL;
		prose_contractors(&r, text_string(&text), 1, &list);
		assert_string_equal(show(list),
		    more == 0 ? "kbr|KBR|-|-; boeing|Boeing|-|-"
			      : "boeing|Boeing|-|-");
		text_free(&text);
	}
}

/* What parts companies parts none within a bracket, of 400 bytes at most. */
static void
test_long_bracket(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		struct reading r = reading_of(arena, reference);
		struct contractor *list = NULL;
		const char *text = arena_print(arena,
		    WILL_BE "KBR (Zeta, Omega%*s), Houston, TX.",
		    400 + more - (int)strlen("(Zeta, Omega)"), "");

		prose_contractors(&r, text, 1, &list);
		assert_non_null(list);
		assert_int_equal(list->next != NULL, more > 0);
	}
}

/* A name of 400 bytes goes on behind a comma, a longer one ends there. */
static void
test_long_name(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		struct reading r = reading_of(arena, reference);
		struct contractor *list = NULL;
		const char *text = arena_print(arena,
		    WILL_BE_SEVERAL "Zeta%*s, Inc.; and KBR.",
		    400 + more - (int)strlen("Zeta, Inc."), "x");

		prose_contractors(&r, text, 1, &list);
		assert_non_null(list);
		assert_non_null(list->next);
		assert_string_equal(
		    list->next->name, more == 0 ? "KBR" : "Inc");
	}
}

/* A text may be as long as a unit, and a sentence as long as is read. */
static void
test_hostile(void **state)
{
	static const char *const pieces[] = { "A and ", "(", "A, TX, ", "KBR; ",
		"The prime contractor will be A; ", "and ", "A (b, " };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		struct arena *own = arena_new();
		struct reading r = reading_of(own, reference);
		struct contractor *list = NULL;
		struct text text = { 0 };

		while (text.length < 40000) {
			size_t begin = text.length;

			text_add_string(&text, WILL_BE);
			while (text.length - begin < 7900)
				text_add_string(&text, pieces[i]);
			text_add_string(&text, ". ");
		}
		prose_contractors(&r, text_string(&text), 1, &list);
		text_free(&text);
		arena_free(own);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	arena = arena_new();
	SUITE_TABLE(&s, test_contractors, table);
	SUITE_TABLE(&s, test_doubtful, doubtful);
	suite_add(&s, "an unread sentence", test_unread);
	suite_add(&s, "sub-contractors are a fault", test_subcontractors);
	suite_add(&s, "a long sentence", test_long_sentence);
	suite_add(&s, "a long bracket", test_long_bracket);
	suite_add(&s, "a long name", test_long_name);
	suite_add(&s, "hostile", test_hostile);
	status = suite_run(&s, "prose_contractors");
	arena_free(arena);
	reference_close(reference);
	return status;
}
