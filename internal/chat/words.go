package chat

import "backtalk/internal/corpus"

// Words are what a reader sees of a reply, beside what voice.Lay adds to them: in which order is decided there.
type Words struct {
	Lead     string   // a line before the passages: the warning, the plain statement that nothing was found
	Passages []Quote  // quoted word for word
	Credit   string   // who answers for posting it, shown after the passages: "Checked by the clinic's team."
	Note     string   // a line of staff's own, shown as theirs and never as the article's
	Text     string   // lines after the passages
	Aloud    string   // with an answer that staff look up: the same in short, to read out on the phone
	Choices  []Choice // questions to choose from, "none of these" included
	Reach    bool     // the words say how to reach the clinic
	Link     *Link    // where to book or how to reach the clinic; nil when no link is right
	Links    []Link   // more places to go to, for staff; at most [MaxLinks]
	Unsaid   []Unsaid // what Links lead to; the courier fills Links in
	Buttons  []Button
}

// Empty tells whether there is nothing to see: after a press such a reply takes away what was pressed.
func (w Words) Empty() bool {
	return w.Lead+w.Credit+w.Note+w.Text+w.Aloud == "" && w.Link == nil &&
		len(w.Passages)+len(w.Choices)+len(w.Links)+len(w.Buttons) == 0
}

// Quote is a passage as a reply shows it. The passage's words are the file's own; an adapter must show them
// character for character.
type Quote struct {
	Passage  *corpus.Passage
	Sentence int      // the sentence that answers best, for marking it
	Leads    []string // headings that the passage introduces and that complete it
}

// Link is a place to go to: the booking page or the clinic's contact page.
type Link struct {
	Label string
	URL   string
}

// MaxLinks is how many Links a reply has at most: one row of buttons on Discord.
const MaxLinks = 5

// Choice is a question to choose, or "none of these".
type Choice struct {
	Label  string // at most corpus.MaxAsk characters
	Action Action
	Ref    string
}

// Button is a control whose label names its effect.
type Button struct {
	Label  string
	Action Action
	Ref    string
}
