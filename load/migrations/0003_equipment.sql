-- The rules by which items have a category: lists of config/reference.

CREATE TABLE arms.equipment_category (
    category    text PRIMARY KEY,
    un_register text,
    meaning     text NOT NULL
);
COMMENT ON TABLE arms.equipment_category IS
    'Kinds of equipment, after the UN Register of Conventional Arms';
COMMENT ON COLUMN arms.equipment_category.un_register IS
    'category of the Register; null for what it does not ask for';

CREATE TABLE arms.equipment (
    words    text PRIMARY KEY,
    category text NOT NULL REFERENCES arms.equipment_category
        DEFERRABLE INITIALLY DEFERRED,
    anywhere text CHECK (anywhere = 'yes'),
    unless   text
);
COMMENT ON TABLE arms.equipment IS
    'The words by which an item has its category';
COMMENT ON COLUMN arms.equipment.anywhere IS
    'yes: wins wherever the words stand, not only where they stand last';
COMMENT ON COLUMN arms.equipment.unless IS
    'phrases, parted by semicolons, beside which the rule does not hold';

COMMENT ON COLUMN arms.notice_item.category IS
    'of equipment_category; null where no rule knows the designation';
COMMENT ON COLUMN arms.publication_item.category IS
    'of equipment_category; null where no rule knows the designation';
