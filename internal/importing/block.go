package importing

// kind is what a block is.
type kind uint8

const (
	paragraph kind = iota
	heading
	item
	table
)

// block is a piece of a source between two line breaks.
type block struct {
	kind   kind
	level  int        // of a heading: the smaller, the higher; see the levels below
	lines  []string   // of all but a table
	depth  int        // of an item, among others of its list
	number int        // of an item; 0 in a list without numbers
	rows   [][]string // of a table
	inside bool       // belongs to an answer that something has marked as such, so that it holds no question of its own
}

// Levels of headings: 1 to 9 as the source says, looksLike for what is one by its looks or its place alone. What stands
// inside the panel of an accordion is deeper than all that is outside by within.
const (
	looksLike = 10
	within    = 20
)

// words counts the words of a block.
func (b block) words() int { return countWords(wordsOf([]block{b})) }

// wordsOf are all words of blocks.
func wordsOf(blocks []block) string {
	var all []string
	for _, b := range blocks {
		all = append(all, b.lines...)
		for _, row := range b.rows {
			all = append(all, row...)
		}
	}
	return plain(all...)
}
