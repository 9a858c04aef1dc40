#include "tests/support/support.h"

#include "publish/report/chart.h"
#include "publish/report/tile_grid.h"
#include "publish/report/tiles.h"
#include "tests/support/picture.h"

static void
no_two_tiles_meet(void **state)
{
	bool is_taken[TILE_ROWS][TILE_COLUMNS] = { { false } };
	size_t count;
	const struct tile_place *places = tile_grid(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		bool *taken;

		assert_in_range(places[i].column, 0, TILE_COLUMNS - 1);
		assert_in_range(places[i].row, 0, TILE_ROWS - 1);
		taken = &is_taken[places[i].row][places[i].column];
		assert_false(*taken);
		*taken = true;
		if (i > 0)
			assert_true(
			    strcmp(places[i - 1].iso3, places[i].iso3) < 0);
		assert_int_equal(tile_grid_find(places[i].iso3), i);
	}
	assert_int_equal(tile_grid_find("EUR"), count);
	assert_int_equal(tile_grid_find(""), count);
	assert_int_equal(tile_grid_find("ZZZ"), count);
	assert_int_equal(tile_grid_find("POLAND"), count);
}

/* Each line of the list of countries that says "...,POL,PL,country,...". */
static void
each_country_has_a_tile(void **state)
{
	static const char mark[] = ",country,";
	struct arena *arena = arena_new();
	size_t countries = 0;
	size_t tiles;
	size_t length;
	const char *list =
	    file_read(arena, REFERENCE_FOLDER "/country.csv", &length);

	(void)state;
	(void)tile_grid(&tiles);
	for (const char *at = strstr(list, mark); at != NULL;
	     at = strstr(at + 1, mark)) {
		const char *code = at - strlen("POL,PL");
		char iso3[4] = { code[0], code[1], code[2] };

		if (tile_grid_find(iso3) == tiles)
			print_message("# no tile: %s\n", iso3);
		assert_true(tile_grid_find(iso3) < tiles);
		countries++;
	}
	assert_true(countries >= 195);
	assert_true(tile_grid_find("HKG") < tiles);
	assert_int_equal(tiles, countries + 1);
	arena_free(arena);
}

/* What lies beside what, as anyone knows it. */
struct side_case {
	const char *west;
	const char *east;
};

static const struct side_case sides[] = {
	{ "PRT", "ESP" },
	{ "ESP", "ITA" },
	{ "GBR", "DEU" },
	{ "DEU", "POL" },
	{ "POL", "BLR" },
	{ "USA", "GBR" },
	{ "CHL", "ARG" },
	{ "MAR", "TUN" },
	{ "EGY", "SAU" },
	{ "TUR", "IRN" },
	{ "IRN", "PAK" },
	{ "PAK", "IND" },
	{ "IND", "CHN" },
	{ "KOR", "JPN" },
	{ "HKG", "TWN" },
	{ "AUS", "NZL" },
};

static void
west_is_left(void **state)
{
	const struct side_case *c = *state;
	size_t count;
	const struct tile_place *places = tile_grid(&count);

	assert_true(places[tile_grid_find(c->west)].column <
	    places[tile_grid_find(c->east)].column);
}

struct north_case {
	const char *north;
	const char *south;
};

static const struct north_case norths[] = {
	{ "CAN", "USA" },
	{ "USA", "MEX" },
	{ "COL", "CHL" },
	{ "NOR", "DEU" },
	{ "DEU", "ITA" },
	{ "UKR", "TUR" },
	{ "ITA", "LBY" },
	{ "EGY", "ZAF" },
	{ "RUS", "IRN" },
	{ "MNG", "CHN" },
	{ "PRK", "KOR" },
	{ "TWN", "PHL" },
	{ "PHL", "AUS" },
	{ "AUS", "NZL" },
};

static void
north_is_up(void **state)
{
	const struct north_case *c = *state;
	size_t count;
	const struct tile_place *places = tile_grid(&count);

	assert_true(places[tile_grid_find(c->north)].row <
	    places[tile_grid_find(c->south)].row);
}

#define VALUES_MOST 10

struct step_case {
	const char *name;
	double values[VALUES_MOST];
	size_t count;
	const char *ends;
	const char *colours; /* of the values, from the least */
};

static const struct step_case steps[] = {
	{ "one value", { 7 }, 1, "7 ", "3" },
	{ "all are the same", { 7, 7, 7, 7 }, 4, "7 ", "3333" },
	{ "all are zero", { 0, 0, 0 }, 3, "0 ", "333" },
	{ "two", { 1000, 1 }, 2, "1 1000 ", "15" },
	{ "one a step", { 5, 4, 3, 2, 1 }, 5, "1 2 3 4 5 ", "12345" },
	{ "two a step", { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10, "2 4 6 8 10 ",
	    "1122334455" },
	{ "very unlike", { 1, 12, 123, 1234, 12345, 123456 }, 6,
	    "12 130 1300 13000 123456 ", "112345" },
	{ "mostly zero", { 0, 0, 0, 0, 0, 0, 0, 0, 5, 9 }, 10, "0 9 ",
	    "1111111155" },
	{ "below zero", { -1234, -5, 0, 5 }, 4, "-1200 -5 0 5 ", "1245" },
};

static void
steps_hold_as_many(void **state)
{
	const struct step_case *c = *state;
	double values[VALUES_MOST];
	struct tile_steps made;
	struct text ends = { 0 };
	struct text colours = { 0 };

	memcpy(values, c->values, sizeof(values));
	made = tile_steps_make(values, c->count);
	for (size_t i = 0; i < made.count; i++)
		text_addf(&ends, "%g ", made.ends[i]);
	for (size_t i = 0; i < c->count; i++)
		text_addf(&colours, "%d", tile_steps_colour(&made, values[i]));
	assert_string_equal(text_string(&ends), c->ends);
	assert_string_equal(text_string(&colours), c->colours);
	text_free(&ends);
	text_free(&colours);
}

/* A group, a code that is twice and a missing country beside two tiles. */
static void
what_is_no_tile_is_a_line(void **state)
{
	static const char *const rows[] = { "POL", "NATO", "XKX", "POL",
		"TWN" };
	static const char *const series[] = { "Value" };
	static const struct chart_cell cells[] = {
		{ .value = 1, .text = "1", .href = "pol.html" },
		{ .value = 2, .text = "2", .href = "nato.html" },
		{ .value = 3, .text = "3" },
		{ .value = 4, .text = "4" },
		{ .is_missing = true },
	};
	static const struct chart c = { CHART_TILES, "m", "Map", "A map",
		"notices", false, COUNT_OF(rows), 1, rows, series, cells };
	struct picture p = picture_new();
	size_t tiles;

	(void)state;
	(void)tile_grid(&tiles);
	assert_true(chart_write(p.writer, &c));
	assert_true(picture_read(&p));
	assert_null(picture_fault(&p, "m"));
	assert_int_equal(picture_count(&p, "mark"), 4);
	assert_int_equal(picture_count(&p, "none"), tiles - 2);
	assert_int_equal(picture_count(&p, "name"), 2);
	assert_int_equal(picture_count_path(&p, "//s:a"), 2);
	picture_free(&p);
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(&s, "no two tiles meet", no_two_tiles_meet);
	suite_add(&s, "each country has a tile", each_country_has_a_tile);
	SUITE_TABLE(&s, west_is_left, sides);
	SUITE_TABLE(&s, north_is_up, norths);
	SUITE_TABLE(&s, steps_hold_as_many, steps);
	suite_add(&s, "what is no tile is a line", what_is_no_tile_is_a_line);
	return suite_run(&s, "tiles of a report");
}
