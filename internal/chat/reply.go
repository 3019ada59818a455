package chat

// Reply is everything to say in answer to one message or press: what is seen, by whom, and what is done beside. A nil Reply is
// silence; one for everybody is the usual kind.
type Reply struct {
	Words
	Audience
	Deeds

	ReplyTo string // the message's ID that is answered
	About   string // the message's ID that Choices and Buttons are about, which comes back as a Press's Target
	Replace bool   // after a press: it takes the place of the reply that was pressed
	Warning bool   // it warns of danger: it stays when the question goes
}

// Audience is who sees a reply; its zero value is everybody. Make another one with [ForAsker] or [ForAskerBeside].
type Audience struct {
	asker  bool
	beside Line
}

// Line is what everybody sees beside a reply that is for its asker alone. It reveals nothing.
type Line struct {
	Text    string // empty for no line
	Waiting string // instead of Text, when the reply could not be sent and waits behind the button; empty: Text
	Button  string // what the button says with which the asker sees the reply, when they take no direct messages ([Reveal]); empty for none
}

// ForAsker is the asker alone: nobody else sees that there was a reply.
func ForAsker() Audience { return Audience{asker: true} }

// ForAskerBeside is the asker alone, and everybody sees a line that reveals nothing.
func ForAskerBeside(l Line) Audience {
	if l.Text == "" {
		return ForAsker()
	}
	return Audience{asker: true, beside: l}
}

// Private tells whether only the asker may see the reply.
func (a Audience) Private() bool { return a.asker }

// Beside is the line that everybody sees, with an empty Text when there is none.
func (a Audience) Beside() Line { return a.beside }

// Deeds are what is done with a reply: its zero value is nothing. At most one thing is done before the reply is shown, which
// says that it was done, and has another reply for when it could not be done. Make it with [Publishing], [Removing],
// [Notifying] or, for what is done after the reply is shown, [Telling].
type Deeds struct {
	publish *Reply
	remove  bool
	notice  *Notice
	failed  *Reply
}

// Publishing posts a reply in public as an answer to the press's Target; failed is shown instead when that could not be done.
func Publishing(public, failed *Reply) Deeds { return Deeds{publish: public, failed: failed} }

// Removing takes away what was posted for the press's Target; failed is shown instead when that could not be done.
func Removing(failed *Reply) Deeds { return Deeds{remove: true, failed: failed} }

// Notifying tells staff before the reply is shown; failed is shown instead when that could not be done.
func Notifying(n *Notice, failed *Reply) Deeds { return Deeds{notice: n, failed: failed} }

// Telling tells staff after the reply is shown, however long that takes; a nil notice tells nothing.
func Telling(n *Notice) Deeds { return Deeds{notice: n} }

// Publish is the reply to post in public; nil for none.
func (d Deeds) Publish() *Reply { return d.publish }

// Remove tells whether to take away what was posted.
func (d Deeds) Remove() bool { return d.remove }

// Notice is what to tell staff, nil for nothing: before the reply is shown when there is a Failed, else after it.
func (d Deeds) Notice() *Notice { return d.notice }

// Failed is what to show instead, when what was to be done first could not be done.
func (d Deeds) Failed() *Reply { return d.failed }
