// Package chat is what platforms and the bot say to each other. A platform is a server, the bot is its handler: an
// adapter turns an event into a [Message] or a [Press], calls the [Handler], and posts the [Reply] that comes back.
// The bot holds no client to say anything with, so it can say nothing that is not in a Reply.
package chat

import (
	"context"
	"time"

	"backtalk/internal/corpus"
)

// Place is where something was said. Its parts are the platform's own ids, never names.
type Place struct {
	Platform string // "discord", "slack", "terminal"
	Space    string // a guild or a workspace; empty in a direct message
	Channel  string
	Thread   string // empty outside a thread
}

// Message is what a person wrote.
type Message struct {
	Place
	ID        string // unique within its channel
	Author    string // the platform's id of the person, never a name
	Text      string // as typed, the bot's own mention removed, entities decoded
	Addressed bool   // said to the bot: a mention, a direct message, a command
	Staff     bool   // the author is staff, as the platform's configuration tells
	Edited    bool   // an earlier message with the same ID has changed
	Time      time.Time
}

// Key names a message for the Journal and for [Handler.Forget].
func (m Message) Key() string {
	return m.Platform + "/" + m.Space + "/" + m.Channel + "/" + m.Thread + "/" + m.ID
}

// Action is what a person asked for by pressing a button, choosing from a select, or sending a form.
type Action string

// The actions that replies offer.
const (
	Ask     Action = "ask"     // a topic was chosen; Ref is its id
	None    Action = "none"    // none of the choices
	Show    Action = "show"    // show a passage; Ref is its id
	Others  Action = "others"  // show other answers to the same message; Ref is the Journal key
	Find    Action = "find"    // find an answer for somebody's message, given as Target
	Post    Action = "post"    // staff: post a passage as the answer to Target; Ref is the passage's id
	Dismiss Action = "dismiss" // take the reply away
	Clinic  Action = "clinic"  // pass the question on to the clinic
)

// Press is a button pressed, a choice made, or a form sent.
type Press struct {
	Place
	ID     string // unique, for telling repeats
	Author string
	Action Action
	Ref    string            // a passage id (at most 64 bytes), a topic id or a Journal key; never text
	Fields map[string]string // a form's fields by name
	Staff  bool              // checked anew at every press
	Target *Message          // the message that the press is about, when the platform gives it
	Time   time.Time
}

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
	Buttons  []Button

	Private bool   // only the asker may see it
	Aside   string // with Private: a neutral public line that reveals nothing; empty for none
	ReplyTo string // the message's ID that is answered
	Replace string // the Journal key of an earlier reply that this one replaces
	Level   string // of the danger sign that fired, empty when none
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

// Suggestion is a question proposed while somebody is typing.
type Suggestion struct {
	Label string // a well-worded question, at most corpus.MaxAsk characters
	Ref   string // the topic's id
}

// Handler decides what to say. It is safe for concurrent use. An adapter calls it with a deadline; it returns before
// the deadline, with an honest apology when it must.
type Handler interface {
	// Message answers a message; nil is silence.
	Message(ctx context.Context, m Message) *Reply
	// Press answers a press; it never returns nil, since a press that nothing follows looks broken.
	Press(ctx context.Context, p Press) *Reply
	// Suggest proposes questions for what has been typed so far, best first, at most max.
	Suggest(ctx context.Context, typed string, max int) []Suggestion
	// Forget drops what is remembered of a message, by its Key, when its author deleted it.
	Forget(ctx context.Context, key string)
}

// Journal remembers what was taken on and what was said, so that nothing is said twice and nothing is lost. Stores
// implement it; it comes with the first platform.
type Journal interface {
	// Accept notes that a message or press is being worked on. It returns false when it was accepted before.
	Accept(ctx context.Context, key string, at time.Time) (bool, error)
	// Replied notes the platform's reference of what was posted for key.
	Replied(ctx context.Context, key, ref string) error
	// Lookup returns that reference; empty when nothing was posted.
	Lookup(ctx context.Context, key string) (string, error)
}
