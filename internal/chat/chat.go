// Package chat is what platforms and the bot say to each other. A platform is a server, the bot is its handler: an adapter
// turns an event into a [Message] or a [Press], the [Handler] is called with it, and the [Reply] that comes back is posted. The
// bot holds no client to say anything with, so it can say nothing that is not in a Reply, a Notice or a suggestion.
//
// What is kept over a restart is named here as well, for those who need it and the one who keeps it (package store) to agree
// on: the [Journal] of what was taken on, the [Memo] for small facts, the [Ledger] of what could not be said, and the [Keeper]
// of what names people.
package chat

import (
	"context"
	"strings"
	"time"
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
	Command   bool   // sent as a command: silence would look broken
	Opening   bool   // opens a post in a forum: answered with something that fits, or not at all
	Direct    bool   // in a direct message
	Private   bool   // asked where only the asker sees the answer: a direct message, a private command
	To        string // whose message this one replies to, when that is another person
	Answered  bool   // another person has answered it already
	Staff     bool   // the author is staff, as the platform's configuration tells
	Edited    bool   // an earlier message with the same ID has changed
	Time      time.Time
}

// How late something may be said.
const (
	// Fresh is how old a message may be to be answered as if it had just come. What is older is said to be late, and what
	// was not said to the bot is then answered only when it tells of danger.
	Fresh = 10 * time.Minute
	// Lasting is how long an answer is waited for. After it nothing is posted, and staff are told.
	Lasting = 24 * time.Hour
)

// Key names a message for the Journal and for [Handler.Forget].
func (m Message) Key() string {
	return m.Platform + "/" + m.Space + "/" + m.Channel + "/" + m.Thread + "/" + m.ID
}

// Audience is who may see a plain reply to the message: its author alone where it was asked in private.
func (m Message) Audience() Audience { return Audience{asker: m.Private} }

// ParseKey returns the place and the ID of the message that a [Message.Key] names; false for what is no such key.
func ParseKey(key string) (Message, bool) {
	parts := strings.Split(key, "/")
	if len(parts) != 5 || parts[0] == "" || parts[2] == "" || parts[4] == "" {
		return Message{}, false
	}
	return Message{Place: Place{parts[0], parts[1], parts[2], parts[3]}, ID: parts[4]}, true
}

// Action is what a person asked for by pressing a button, choosing from a select, sending a form or a command.
type Action string

// The actions that replies offer. With those marked T, Target names the message that they are about.
const (
	Ask      Action = "ask"      // a topic was chosen; Ref is its id
	Also     Action = "also"     // the same, of what was offered beside an answer, which stays
	None     Action = "none"     // none of the choices
	Show     Action = "show"     // show a passage, Ref is its id; T when it was offered as an answer to a message
	Others   Action = "others"   // T: show privately what else may answer the message
	Reveal   Action = "reveal"   // T: show privately to its author what is not for everybody
	Find     Action = "find"     // T, with its text: find an answer for somebody's message
	Post     Action = "post"     // T, staff: post what Ref names as the answer
	PostLink Action = "postlink" // T, staff: the same, with the booking link
	Share    Action = "share"    // show everybody in this place the passage Ref, which the presser sees privately
	Remove   Action = "remove"   // T, its author or staff: take the bot's answer away
	Dismiss  Action = "dismiss"  // take this private reply away
	Clinic   Action = "clinic"   // T: pass the question on to the clinic
	Consent  Action = "consent"  // T: pass it on from a private place, and say who asks
	Misread  Action = "misread"  // T, its author: Ref is what they were warned of, and did not mean
	Lift     Action = "lift"     // staff, from a notice: lift the hold that Ref stands for
	Forget   Action = "forget"   // erase what is kept of the presser
)

// The actions that are commands.
const (
	Book    Action = "book"    // how to get an appointment
	Help    Action = "help"    // what this is, what it is not, what it keeps
	Privacy Action = "privacy" // what is kept of the presser, and for how long
	Pause   Action = "pause"   // staff: be quiet, in this channel or, with Ref [Everywhere], in the space
	Resume  Action = "resume"  // staff: speak again; Ref as with Pause
	Status  Action = "status"  // staff: where it is quiet, and what could not be said
)

// Everywhere is the Ref of a Pause or Resume for the whole space.
const Everywhere = "everywhere"

// Press is a button pressed, a choice made, a form or a command sent.
type Press struct {
	Place
	ID       string // unique, for telling repeats
	Author   string
	Name     string // the presser's display name, only for a credit that the clinic asked for; never stored
	Action   Action
	Ref      string            // a passage's or topic's id (at most 64 bytes) or what the reply's button gave; never text
	Fields   map[string]string // a form's fields by name; see [FieldNote]
	Direct   bool              // in a direct message
	Alone    bool              // what was pressed is shown to the presser alone, and can be theirs to replace
	Staff    bool              // checked anew at every press
	Answered bool              // something that was posted for Target still stands; the courier fills it in
	Mine     bool              // the presser wrote Target; the courier fills it in
	Target   *Message          // the message that the press is about: its place and ID, and what the platform gives of the rest
	Time     time.Time
}

// FieldNote is the form field with a line that staff add in their own name.
const FieldNote = "note"

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
	// Urgent tells, in well under a millisecond, whether a message tells of danger, so that it goes before all others. It
	// changes nothing; what becomes of the message is for Message to say.
	Urgent(ctx context.Context, m Message) bool
	// Suggest proposes questions for what has been typed so far, best first, at most max.
	Suggest(ctx context.Context, typed string, max int) []Suggestion
	// Forget drops what is remembered of a message, by its Key, when its author deleted it.
	Forget(ctx context.Context, key string)
}
