#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

/*
 * What stands around a system in a name, and what no rule should fall for.
 * tests/unit/equipment_register.c has the systems.
 */
static struct reference *reference;

struct equipment_case {
	const char *designation;
	const char *category; /* NULL: no rule knows it */
};

static const struct equipment_case table[] = {
	/* what it belongs to stands behind "for" and "with" */
	{ "T700-GE-701D engines for AH-64E Apache helicopters", "other" },
	{ "T-55-GA-714A engines (36 installed, 6 spares) Non-MDE", "other" },
	{ "F110-GE-129D engines (40 installed, 8 spares)", "other" },
	{ "F-35 Joint Strike Fighter aircraft with F135 engines",
	    "combat aircraft" },
	{ "UH-60M Black Hawk Helicopters in standard U.S. Government configuration",
	    "transport helicopter" },
	{ "AN/AAQ-33 SNIPER targeting pods with F-15S integration", "other" },
	{ "system processors for the AN/AAQ-24(V)N system with selective availability anti-spoofing modules",
	    "other" },
	{ "MK 54 Lightweight Torpedo conversion kits", "other" },
	{ "MK 54 MOD 0 lightweight torpedoes all up rounds",
	    "missile: torpedo" },
	{ "MK 54 All-Up-Round Lightweight Torpedoes", "missile: torpedo" },
	{ "MK 48 Mod 6 Advanced Technology All-Up-Round Warshot torpedoes",
	    "missile: torpedo" },
	{ "MK 48 MOD 3 Guided Missile Vertical Launching Systems",
	    "missile: launcher" },
	{ "Mk 48 Mod 1 machine guns", "small arms" },
	{ "MK 46 MOD 5A(S) torpedoes", "missile: torpedo" },
	{ "MK 46 Mod 2 30mm gun weapon systems", "other" },
	{ "MK 32 Surface Vessel Torpedo Tubes", "missile: launcher" },
	{ "torpedo countermeasures", "other" },
	{ "MK 30 exercise torpedoes", "other" },
	{ "MK 54 torpedoes and their racks", "missile: torpedo" },
	{ "M1A2 tanks and associated equipment", "battle tank" },
	{ "E-2D Airborne Early Warning and Control aircraft", "other" },
	{ "Javelin missiles and  other  launchers", "missile: anti-tank" },

	/* Accessories and training missiles. */
	{ "F-16 trainer simulators", "other" },
	{ "M299 Hellfire launchers", "missile: launcher" },
	{ "Hellfire (Longbow) M299 Hellfire Launchers", "missile: launcher" },
	{ "AGM-114R captive air training missiles", "other" },
	{ "AGM-114R Captive Air Test Missiles", "other" },
	{ "M36E9 Captive Air Training Missiles (CATM)", "other" },
	{ "AIM-9X-2 Sidewinder Block II Captive Air Training Missiles (CATM)",
	    "other" },
	{ "CATM-9X-2 captive air training missiles", "other" },
	{ "AIM-9X CATM Sidewinder missiles", "other" },
	{ "AIM-9X Sidewinder missiles (CATM)", "other" },
	{ "AIM-9X-2 Block II Special Air Training Missiles (NATM)", "other" },
	{ "AIM-9X Block II tactical guidance units", "other" },
	{ "AIM-9X Block II+ tactical guidance units (8 spares, 2 for test)",
	    "other" },
	{ "AIM-120C-7 AMRAAM guidance sections", "other" },
	{ "AIM-120C-8 control sections", "other" },
	{ "AMRAAM Air Vehicles Instrumented (AAVI)", "other" },
	{ "AGM-88 HARM training missiles", "other" },
	{ "Inert Operational Missiles", "other" },
	{ "AGM-65 Maverick inert missiles", "other" },
	{ "TGM-65G Maverick training missiles", "other" },
	{ "Dummy Air Training Missiles", "other" },
	{ "Javelin Basic Skills Trainers", "other" },
	{ "Stinger Troop Proficiency Trainers (tracking trainers)", "other" },
	{ "missile simulation rounds", "other" },
	{ "PAC-3 telemetry kits", "other" },
	{ "guided missile transporters", "other" },
	{ "AIM-9X missile containers", "other" },
	{ "AGM-142 training missiles", "other" },
	{ "LAU-129 guided missile launchers", "missile: launcher" },
	{ "LAU-127E/A rail launchers", "missile: launcher" },
	{ "LAU-131 rocket launchers", "other" },
	{ "BRU-14’s", "other" },
	{ "MHU-191/M trailers", "other" },
	{ "M257 smoke grenade launchers", "other" },
	{ "M203 40mm grenade launchers", "small arms" },
	{ "MK 25 Quad Pack canisters", "other" },
	{ "Stinger gripstocks", "missile: launcher" },
	{ "AN/ALE-47 countermeasures dispensers", "other" },
	{ "F-16 spare engines", "other" },
	{ "M1A1 tank engines AGT-1500", "other" },
	{ "M1070A1 Heavy Equipment Transporters", "other" },
	{ "M1A1 Abrams tank simulators", "other" },
	{ "Javelin Fly-to-Buy missiles", "missile: anti-tank" },
	{ "M28A1 Reduced Range Practice Rocket pods", "other" },
	{ "mission computers", "other" },

	/* Numbers: a variant belongs to its stem, another number does not. */
	{ "F-16C Block 70", "combat aircraft" },
	{ "F-16 C Block 70 aircraft", "combat aircraft" },
	{ "F-16s", "combat aircraft" },
	{ "F16 aircraft", "combat aircraft" },
	{ "F-160 things", NULL },
	{ "F-1", NULL },
	{ "M1420 things", NULL },
	{ "M14", NULL },
	{ "AIM-120C-5 missiles", "missile: air-to-air" },
	{ "AIM-120C-7/C-8 missiles", "missile: air-to-air" },
	{ "AMRAAM AIM-120C-5", "missile: air-to-air" },
	{ "AGM/RGM/UGM-84L Block II", "missile: anti-ship" },
	{ "AGM-84H/K", "missile: air-to-surface" },
	{ "F/A-18E/F aircraft", "combat aircraft" },
	{ "AH‑64E (non-breaking hyphen) helicopters", "attack helicopter" },
	{ "ah-64e apache", "attack helicopter" },
	{ "THE F-15EX", "combat aircraft" },
	{ "RC-135 aircraft", "other" },

	/* bombs are none of the Register's */
	{ "GBU-39 Small Diameter Bombs Increment I", "guided bomb" },
	{ "GBU-53/B Small Diameter Bomb Increment II", "guided bomb" },
	{ "Ground Launched Small Diameter Bombs (GLSDB)",
	    "missile: surface-to-surface" },
	{ "GBU-31B(V)3/B JDAM", "guided bomb" },
	{ "Joint Direct Attack Munition (JDAM) KMU-556 guidance kits for MK-84 bombs",
	    "guided bomb" },
	{ "JDAM tail kits, KMU-572", "guided bomb" },
	{ "GBU-49 Enhanced Paveway II bombs", "guided bomb" },
	{ "CBU-105 Sensor Fuzed Weapons", "bomb" },
	{ "BLU-109 penetrator warheads", "bomb" },
	{ "MK-84 general purpose bombs", "bomb" },
	{ "FMU-139 fuzes", "ammunition" },
	{ "MK-82 live bombs", "bomb" },

	/* other */
	{ "M2 .50 Caliber Machine Guns", "small arms" },
	{ "M2A1 .50 caliber machine guns", "small arms" },
	{ "M4A1 carbines", "small arms" },
	{ "M240H machine guns", "small arms" },
	{ "M242 Bushmaster chain guns", "other" },
	{ "120mm M829A4 Armor Piercing Fin Stabilized Discarding Sabot cartridges",
	    "ammunition" },
	{ "XM1147 Advanced Multi-Purpose cartridges", "ammunition" },
	{ "AN/APG-78 Longbow Fire Control Radars (FCR) Mast Mounted Assembly (MMA)",
	    "other" },
	{ "AN/ASQ-170 Modernized Target Acquisition and Designation Sight/AN/AAR-11 Modernized Pilot Night Vision Sensors (M-TADS/PNVS)",
	    "other" },
	{ "FCR MMA in support of SRA", "other" },
	{ "AN/AAR-57 with 5th Sensor Common Missile Warning Systems (CMWS)",
	    "other" },
	{ "AN/TPQ-36A counterbattery radars (one of them for training)",
	    "radar" },
	{ "AN/ARC-231A RT-1987 Very High Frequency (VHF)/Ultra High Frequency/ line-of-sight satellite communication radios",
	    "other" },
	{ "Multifunctional Information Distribution System Joint Tactical Radio Systems 5 with the block upgrade",
	    "other" },
	{ "Embedded Global Positioning Systems/Inertial Navigation Systems (EGI) (18 installed and 1 spare)",
	    "other" },
	{ "Guardian laser transmitter assemblies for the AN/AAQ-24(V)N system",
	    "other" },
	{ "Advanced Field Artillery Tactical Data Systems (AFATDS)", "other" },
	{ "Improved Programmable Display Generators (iPDG) (119 installed, 30 spares)",
	    "other" },
	{ "Common Infrared Countermeasure", "other" },
	{ "Radar Detecting Sets", "other" },
	{ "field kitchens", "other" },
	{ "mobile troposcatter radio sets", "other" },
	{ "data link pods (8 installed and 2 spares)", "other" },
	{ "M1083A1P2 5-ton trucks", "other" },
	{ "MK-19 40mm grenade machine guns", "small arms" },

	/* what only looks like it */
	{ "Land Cruisers", "other" },
	{ "anti-submarine warfare helicopters", "attack helicopter" },
	{ "Low-Altitude Navigation and Targeting Infrared for Night (LANTIRN) pods",
	    "other" },
	{ "F-15D two-seat aircraft", "combat aircraft" },
	{ "FIM-92H Stinger Reprogrammable Micro-Processor (RMP) Block I missiles",
	    "missile: MANPADS" },
	{ "TOW Bunker Buster missiles", "missile: anti-tank" },
	{ "M1167 TOW carrier HMMWV", "armoured combat vehicle" },
	{ "SeaRAM anti-ship missile defense systems", "missile: launcher" },
	{ "Tactical Tomahawk Weapon Control Systems", "other" },
	{ "THAAD Mobile Tactical Stations", "other" },
	{ "M261 launchers", "other" },
	{ "Harpoon exercise missiles", "other" },
	{ "RQ-1 Predator", "unmanned aircraft" },
	{ "HAWK missiles", "missile: surface-to-air" },
	{ "UH-60A Black Hawks", "transport helicopter" },
	{ "Longbow FCR REU in support of SRA", "other" },

	/* no rule knows these */
	{ "missiles", NULL },
	{ "helicopters", "transport helicopter" },
	{ "unmanned aerial systems", "unmanned aircraft" },
	{ "things nobody has heard of", NULL },
	{ "for F-16 aircraft", NULL },
	{ "", NULL },
	{ "(", NULL },
	{ "(F-16", "combat aircraft" },
	{ ")))F-16", "combat aircraft" },
	{ ", ;", NULL },
	/* Pods, slings, targets, stations, services. */
	{ "M57 Army Tactical Missile System (ATACMS) Missile Pods",
	    "missile: surface-to-surface" },
	{ "M31A2 GMLRS Unitary (GMLRS-U) High Explosive (HE) Missile Pods",
	    "missile: surface-to-surface" },
	{ "Army Tactical Missiles System (ATACMS) M57 T2K Unitary missiles",
	    "missile: surface-to-surface" },
	{ "Hellfire missile slings", "other" },
	{ "Missile Guidance test targets", "other" },
	{ "Patriot maintenance stations", "other" },
	{ "Patriot launching stations", "missile: launcher" },
	{ "refurbishment and modification of 40 MRAP vehicles", "other" },
	{ "upgrade of up to five F-16 aircraft", "other" },
	{ "contractor support", "other" },
	{ "manufacture of wings of F-35 aircraft", "other" },
	{ "F-35 program", "other" },
	{ "rounds of M865 120mm tank projectiles", "ammunition" },
	{ "Enhanced GBU-12 Paveway II kits", "guided bomb" },
	{ ".50 caliber machine guns and spare parts", "small arms" },
	{ "AH-64E Longbow helicopters", "attack helicopter" },
	{ "radar warning receivers", "other" },
	{ "submarine combat management system", "other" },
};

static const struct equipment_case families[] = {
	/* What is sold, then what it is for. */
	{ "T700-GE-701D engines for AH-64E helicopters", "T700 engine" },
	{ "radios for F-16 aircraft", "F-16" },
	{ "follow-on support for its F-35 aircraft", "F-35" },
	{ "Hellfire M299 launchers", "Hellfire" },
	{ "F-16C/D Block 50/52 aircraft with F110-GE-129 engines", "F-16" },
	{ "F100-PW-229 spare engines", "F100 engine" },
	{ "Joint Direct Attack Munition (JDAM) tail kits, KMU-572", "JDAM" },
	{ "M30A2 guided multiple launch rocket system pods", "GMLRS" },
	{ "M142 High Mobility Artillery Rocket Systems", "HIMARS" },
	{ "missiles (AGM-158C)", "LRASM" },
	{ "AGM-158B missiles", "JASSM" },
	{ "AGM-84H missiles", "SLAM-ER" },
	{ "UH-60M Black Hawk helicopters", "UH-60 Black Hawk" },
	{ "MH-60R helicopters", "MH-60 Seahawk" },
	{ "AN/APR-39E(V)2 receivers", NULL },
	{ "Hawk-100", NULL },
	{ "F-160", NULL },
	{ "for", NULL },
	{ "", NULL },
};

static void
test_family(void **state)
{
	const struct equipment_case *c = *state;

	assert_string_equal(
	    or_none(equipment_family(reference, c->designation)),
	    or_none(c->category));
}

static void
test_equipment(void **state)
{
	const struct equipment_case *c = *state;

	assert_string_equal(
	    or_none(equipment_category(reference, c->designation)),
	    or_none(c->category));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	SUITE_TABLE(&s, test_equipment, table);
	SUITE_TABLE(&s, test_family, families);
	status = suite_run(&s, "equipment");
	reference_close(reference);
	return status;
}
