#include "tests/support/support.h"

#include "transform/evidence.h"
#include "transform/normalise/normalise.h"

static struct arena *arena;

struct quote_case {
	const char *text;
	const char *value;
	const char *quote;
};

static const struct quote_case quotes[] = {
	{ "Head\nTOTAL\t$88 million\nFoot", "$88 million",
	    "TOTAL\t$88 million" },
	{ "It has asked. The U.S. cost is $5. No more.", "$5",
	    "The U.S. cost is $5." },
	{ "It counted 20. The rest is (one). A cost of $5 is more", "$5",
	    "A cost of $5 is more" },
	{ "value", "value", "value" },
};

/* A text that is followed, in an arena of its own that copies are made in. */
static struct followed_text
follow(const char *text, const struct mark *marks, size_t count)
{
	struct followed_text t = { text, strlen(text), marks, count };

	arena_follow(arena, text, t.length);
	return t;
}

static const struct evidence *
evidence_of(const struct followed_text *text, struct notice *n)
{
	struct evidence_notes notes = { .text = *text };

	return evidence_list(&notes, arena, n);
}

static void
test_quote(void **state)
{
	const struct quote_case *c = *state;
	const struct mark mark = { 0, 1 };
	struct followed_text text = follow(c->text, &mark, 1);
	const char *at = strstr(c->text, c->value);
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	const struct evidence *e;

	n.title = arena_copy(arena, at, strlen(c->value));
	e = evidence_of(&text, &n);
	assert_string_equal(e->field, "title");
	assert_string_equal(e->quote, c->quote);
	assert_int_equal(e->start, at - c->text);
	assert_true(e->printed);
}

/* A quote has 300 bytes at most, whole characters, and the value within. */
static void
test_long(void **state)
{
	struct text text = { 0 };
	const struct mark marks[] = { { 0, 7 }, { 1000, 9 } };
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	struct followed_text followed;
	const struct evidence *e;

	(void)state;
	for (int i = 0; i < 400; i++)
		text_add_string(
		    &text, i == 250 ? "here" : "\xC3\xBC\xE2\x80\x93");
	followed = follow(text_string(&text), marks, COUNT_OF(marks));
	n.title = arena_copy(arena, text.bytes + 1250, 4);
	n.description = arena_copy(arena, text.bytes, text.length);
	e = evidence_of(&followed, &n);
	assert_string_equal(n.title, "here");
	assert_int_equal(e->line, 9);
	assert_true(strlen(e->quote) <= EVIDENCE_QUOTE_MAX);
	assert_true(is_utf8(e->quote, strlen(e->quote)));
	assert_memory_equal(e->quote + (e->start - e->quote_start), "here", 4);
	e = e->next;
	assert_string_equal(e->field, "description");
	assert_int_equal(e->line, 7);
	assert_int_equal(e->start, 0);
	assert_int_equal(e->length, text.length);
	assert_true(strlen(e->quote) <= EVIDENCE_QUOTE_MAX);
	assert_true(strlen(e->quote) > EVIDENCE_QUOTE_MAX - 5);
	assert_true(is_utf8(e->quote, strlen(e->quote)));
	text_free(&text);
}

static void
add_times(struct text *text, size_t times, const char *piece)
{
	for (size_t i = 0; i < times; i++)
		text_add_string(text, piece);
}

/* A long sentence is quoted in whole words, as many before as behind. */
static void
test_words(void **state)
{
	struct text text = { 0 };
	struct text quote = { 0 };
	const struct mark mark = { 0, 1 };
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	struct followed_text followed;

	(void)state;
	add_times(&text, 50, "thirteen ");
	text_add_string(&text, "here");
	add_times(&text, 50, " thirteen");
	followed = follow(text_string(&text), &mark, 1);
	n.title = arena_copy(arena, strstr(text.bytes, "here"), 4);
	add_times(&quote, 16, "thirteen ");
	text_add_string(&quote, n.title);
	add_times(&quote, 16, " thirteen");
	assert_string_equal(
	    evidence_of(&followed, &n)->quote, text_string(&quote));
	text_free(&text);
	text_free(&quote);
}

/* An amount is where it reads as that amount; a copy that was rewritten, no. */
static void
test_value(void **state)
{
	static const char text[] = "cost of $88 million for two";
	const struct mark mark = { 0, 1 };
	struct followed_text followed = follow(text, &mark, 1);
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	char *copy = arena_copy(arena, text + 8, 11);
	const struct evidence *e;

	(void)state;
	assert_true(money_read(copy, &n.total));
	e = evidence_of(&followed, &n);
	assert_string_equal(e->field, "total_usd");
	assert_int_equal(e->start, 8);
	assert_int_equal(e->length, 11);
	n.total.cents++;
	assert_null(evidence_of(&followed, &n));
	n.total = (struct money){ .given = true, .cents = 8800000000 };
	assert_null(evidence_of(&followed, &n));
	n.total = (struct money){ 0 };
	n.title = copy;
	copy[1] = '9';
	assert_null(evidence_of(&followed, &n));
}

/* What was taken out between is told: the value is not printed so. */
static void
test_cut(void **state)
{
	static const char text[] = "Navy (AT-P-LCQ), Army";
	const struct mark mark = { 0, 1 };
	struct followed_text followed = follow(text, &mark, 1);
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	char *cut = arena_alloc(arena, 20);
	const struct evidence *e;

	(void)state;
	arena_put(arena, arena_put(arena, cut, text, 4), text + 15, 6);
	assert_string_equal(cut, "Navy, Army");
	n.military_department = cut;
	e = evidence_of(&followed, &n);
	assert_string_equal(e->field, "military_department");
	assert_int_equal(e->length, strlen(text));
	assert_false(e->printed);
}

/* Values of one sentence have its quote once, whoever comes first. */
static void
test_shared(void **state)
{
	static const char text[] = "Zeta of Reno, and Eta of Waco.";
	const struct mark mark = { 0, 1 };
	struct followed_text followed = follow(text, &mark, 1);
	struct contractor second = { .name = arena_copy(arena, text + 18, 3) };
	struct contractor first = { .name = arena_copy(arena, text, 4),
		.city = arena_copy(arena, text + 8, 4),
		.next = &second };
	struct notice n = { .us_government_reps = -1,
		.contractor_reps = -1,
		.contractors = &first };
	const struct evidence *e;

	(void)state;
	e = evidence_of(&followed, &n);
	assert_string_equal(e->quote, text);
	for (e = e->next; e != NULL; e = e->next) {
		assert_null(e->quote);
		assert_int_equal(e->quote_start, 0);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_quote, quotes);
	suite_add(&s, "quotes are short, and whole", test_long);
	suite_add(&s, "quotes are of whole words", test_words);
	suite_add(&s, "what stands there is the value", test_value);
	suite_add(&s, "something was taken out", test_cut);
	suite_add(&s, "a sentence is quoted once", test_shared);
	status = suite_run(&s, "evidence");
	arena_free(arena);
	return status;
}
