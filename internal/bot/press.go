package bot

import (
	"context"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// visit is a press on its way to a reply.
type visit struct {
	chat.Press
	setting
	engine *answer.Engine
	now    time.Time
}

func (v visit) person() string { return personKey(v.Press.Place, v.Author) }

// mine tells whether the presser wrote what the press is about: the courier says so, or it stands in a direct message,
// where nobody else is.
func (v visit) mine() bool {
	return v.Mine || v.Direct && (v.Target == nil || v.Target.Channel == v.Press.Channel)
}

// alone tells whether nobody else sees what was pressed, so that it may change for the presser.
func (v visit) alone() bool { return v.Direct || v.Alone }

// mark names the message that the press is about, in memos; empty when it is about none.
func (v visit) mark() string {
	if v.Target == nil {
		return ""
	}
	return mark(v.Target.Place, v.Target.ID)
}

// Press answers a press; it never returns nil.
func (b *Bot) Press(ctx context.Context, p chat.Press) *chat.Reply {
	engine, done := b.engine()
	defer done()
	if p.Target != nil && p.Target.Channel == "" {
		t := *p.Target
		t.Place = p.Place
		p.Target = &t
	}
	b.spaces.note(p.Place, p.Direct)
	v := visit{p, b.settings().at(p.Place), engine, b.now()}
	switch p.Action { // what a pause does not stop
	case chat.Pause, chat.Resume, chat.Status:
		return b.hush(ctx, v)
	case chat.Reveal:
		return b.reveal(ctx, v)
	case chat.Misread:
		return b.misread(ctx, v)
	case chat.Privacy:
		return b.privacy(ctx, v)
	case chat.Forget:
		return b.forgetPerson(ctx, v)
	case chat.Lift:
		return b.lift(ctx, v)
	case chat.Remove:
		return b.remove(v)
	case chat.Dismiss:
		return v.dismissed()
	}
	if here, everywhere := b.pauses.paused(ctx, v.setting, p.Place); here || everywhere {
		return v.pausedLine()
	}
	switch p.Action {
	case chat.Ask, chat.Also:
		return b.chosen(ctx, v)
	case chat.None:
		return v.none()
	case chat.Show:
		return b.show(ctx, v)
	case chat.Others:
		return b.others(ctx, v)
	case chat.Find:
		return b.find(ctx, v)
	case chat.Post, chat.PostLink:
		return b.post(ctx, v)
	case chat.Share:
		return b.share(v)
	case chat.Clinic:
		return b.askClinic(v)
	case chat.Consent:
		return b.consented(v)
	case chat.Book:
		a := answer.Answer{Outcome: answer.Booking, Follow: sign.Other}
		a.Standing = standingSign(v.engine, b.standing(ctx, v.Press.Place, v.Author, true))
		r := v.Reply(a, b.mood(ctx, v.person(), true, conversation{}, a.Standing))
		r.Audience = chat.ForAsker()
		return r
	case chat.Help:
		return v.help()
	}
	return v.askAgain()
}

// askAgain is for what is not there any more.
func (v visit) askAgain() *chat.Reply {
	return privately(v.voice.AskAgain())
}

// privately says something to the presser alone, such as why something was not done.
func privately(lead string) *chat.Reply {
	return &chat.Reply{Words: chat.Words{Lead: lead}, Audience: chat.ForAsker()}
}

// help says what this is, what it is not, and what it keeps.
func (v visit) help() *chat.Reply {
	p := v.voice
	r := privately(p.Help())
	r.Text = voice.Lines(p.NotMedical(), p.Keeps(), p.TrainsNothing(), p.PlatformKeeps(v.Press.Platform), p.PrivacyHow(v.Press.Platform))
	return r
}

// chosen quotes the passage that somebody chose.
func (b *Bot) chosen(ctx context.Context, v visit) *chat.Reply {
	c := v.engine.Corpus()
	p := c.Passage(v.Ref)
	if p == nil || v.Target != nil && b.wasWarned(ctx, v.mark()) {
		return v.askAgain()
	}
	a := quoting(c, p)
	key := conversationKey(v.Press.Place, v.Author)
	past := b.conversations.recall(key, v.now)
	a.Follow, a.Standing = sign.Other, standingSign(v.engine, b.standing(ctx, v.Press.Place, v.Author, v.Direct))
	r := v.Reply(a, b.mood(ctx, v.person(), v.Direct, past, a.Standing))
	if Offers(r) {
		b.conversations.noteLink(key, v.now)
	}
	if others := sameTopic(c, p); v.Target != nil && len(others) > 0 {
		b.offerOthers(ctx, v.Target.Place, v.Target.ID, v.Direct || v.Alone, others)
		r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.OthersLabel(), Action: chat.Others, Ref: shortRef(v.Target.ID)})
	}
	return v.place(r)
}

// sameTopic are other passages on the topic of one, at most a few.
func sameTopic(c *corpus.Corpus, p *corpus.Passage) []answer.Hit {
	var out []answer.Hit
	for _, id := range p.Topics()[:min(1, len(p.Topics()))] {
		for _, other := range c.Covering(id) {
			if other != p && len(out) < alternatives {
				out = append(out, answer.Hit{Section: other.Section().ID, Passage: other})
			}
		}
	}
	return out
}

// quoting is the answer that quotes a passage without having searched for it.
func quoting(c *corpus.Corpus, p *corpus.Passage) answer.Answer {
	h := answer.Hit{Section: p.Section().ID, Passage: p}
	for _, id := range p.Topics()[:min(1, len(p.Topics()))] {
		h.Topic = c.Topic(id)
	}
	return answer.Answer{Outcome: answer.Quote, Topic: h.Topic, Quotes: []answer.Hit{h}}
}

// place puts the answer to a choice where the choices stood, when the asker chose; somebody else sees it alone, and so does the
// asker what was offered beside an answer.
func (v visit) place(r *chat.Reply) *chat.Reply {
	if v.Target == nil {
		return r
	}
	r.ReplyTo = v.Target.ID
	if len(r.Choices)+len(r.Buttons) > 0 {
		r.About = v.Target.ID
	}
	if r.Replace = v.mine() && v.Action != chat.Also; !r.Replace {
		r.Audience = chat.ForAsker()
	}
	return r
}

// none answers "none of these".
func (v visit) none() *chat.Reply {
	r := &chat.Reply{Words: chat.Words{Lead: v.voice.NoneOfThese()}}
	v.contact(r)
	if v.Target != nil && v.mine() && v.hasStaff() {
		ref := ""
		if v.Ref == inPrivate {
			ref = inPrivate
		}
		r.Buttons = []chat.Button{{Label: v.voice.ClinicLabel(), Action: chat.Clinic, Ref: ref}}
	}
	return v.place(r)
}

// others shows what else may answer a message.
func (b *Bot) others(ctx context.Context, v visit) *chat.Reply {
	key := v.mark()
	if v.Target == nil && v.Ref != "" {
		key = mark(v.Press.Place, v.Ref)
	}
	hits := b.othersOf(ctx, key).hits(v.engine.Corpus())
	if len(hits) == 0 {
		return v.askAgain()
	}
	r := privately(v.voice.OthersLead())
	v.quotes(r, hits)
	if v.Target != nil && (v.mine() || v.Staff) {
		r.About = v.Target.ID
		r.Buttons = []chat.Button{{Label: v.voice.RemoveLabel(), Action: chat.Remove}}
	}
	return r
}

// remove takes the bot's answer away, for its asker or for staff.
func (b *Bot) remove(v visit) *chat.Reply {
	switch {
	case v.Target == nil:
		return v.askAgain()
	case !v.mine() && !v.Staff:
		return privately(v.voice.OnlyAskerOrStaff())
	}
	b.conversations.unquote(v.mark())
	r := privately(v.voice.Removed())
	r.Replace, r.Deeds = true, chat.Removing(privately(v.voice.NotRemoved()))
	return r
}

// dismissed takes a reply away that only the presser sees.
func (v visit) dismissed() *chat.Reply {
	if !v.alone() {
		return v.askAgain()
	}
	r := privately("")
	r.Replace = true
	return r
}

// share shows everybody in a place a passage that the presser alone sees, as the answer to their own question.
func (b *Bot) share(v visit) *chat.Reply {
	hit, ok := answerIDs{}.hit(v.engine.Corpus(), v.Ref)
	switch {
	case !ok, !v.Alone, v.Direct:
		return v.askAgain()
	case v.Target != nil && !v.mine():
		return privately(v.voice.OnlyAsker())
	}
	if b.lately.again(v.slip(), v.now) {
		return privately(v.voice.JustDone())
	}
	if people, channel := b.lately.take(v.person(), v.Press.Place, false, v.now); people != within || channel != within {
		return privately(v.voice.SlowDown())
	}
	public := &chat.Reply{}
	v.quotes(public, []answer.Hit{hit})
	r := privately(v.voice.Shared())
	r.Deeds = chat.Publishing(public, privately(v.voice.NotPosted()))
	return r
}

// slip names a press that should not be done twice in a row.
func (v visit) slip() string {
	return v.person() + "/" + string(v.Action) + "/" + v.Ref + "/" + v.mark()
}
