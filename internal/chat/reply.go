package chat

import "backtalk/internal/corpus"

// Reply is everything to say in answer to one message or press. A nil Reply is silence. What a reader sees comes in
// this order: Lead, then the Passages, then Text, Choices, Link and Buttons.
type Reply struct {
	Outcome  string   // of the answer, for figures; see package answer
	Lead     string   // a line before the passages: the warning, the plain statement that nothing was found
	Passages []Quote  // quoted word for word
	Text     string   // lines after the passages
	Choices  []Choice // questions to choose from, "none of these" included
	Reach    bool     // the words say how to reach the clinic
	Link     *Link    // where to book or how to reach the clinic; nil when no link is right
	Links    []Link   // more places to go to, for staff; at most [MaxLinks]
	Unsaid   []Unsaid // what Links lead to; the courier fills Links in
	Buttons  []Button

	Credit string // who answers for posting it, shown after the passages: "Checked by the clinic's team."
	Note   string // a line of staff's own, shown as theirs and never as the article's
	Aloud  string // with an answer that staff look up: the same in short, to read out on the phone

	Private bool   // only the asker may see it
	Aside   string // with Private: a neutral public line that reveals nothing; empty for none
	Waiting string // instead of Aside, when the reply could not be sent and waits behind a button; empty: Aside
	Reveal  string // with Aside: what the button beside it says when the asker takes no direct messages ([Reveal])
	ReplyTo string // the message's ID that is answered
	About   string // the message's ID that Choices and Buttons are about, which comes back as a Press's Target
	Replace bool   // after a press: it takes the place of the reply that was pressed
	Level   string // of the danger sign that fired, empty when none
	Warning bool   // it warns of danger: it stays when the question goes

	Publish *Reply  // to post in public as an answer to Target, before this is shown
	Remove  bool    // take away what was posted for Target, before this is shown
	Notice  *Notice // to tell staff: before this is shown when Failed is set, else after it
	Failed  *Reply  // what to show instead when Publish, Remove or Notice could not be done
}

// Notice tells staff about something, in their own channel. It never holds what somebody wrote.
type Notice struct {
	To     Place // the staff channel, perhaps on another platform
	Text   string
	Unsaid string // instead of Text, when nobody could be shown the reply that this notice goes with; empty: Text
	About  Place  // where the message stands that this is about
	ID     string // that message's ID, to link it; empty links nothing
	Place  bool   // without an ID, the place itself is linked
	Who    string // the person's id on About's platform, to link them, when they agreed; empty links nobody

	Buttons []Button // what staff can do about it; a press of one has no Target

	Nonce   string // the same for the same notice: a platform that can, posts it once; the courier fills it in
	Link    string // the address of the message; the courier fills it in
	Profile string // the address of the person; the courier fills it in
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
