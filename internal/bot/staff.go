package bot

import (
	"context"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// askClinic passes a question on to staff, as a link to it. From a private place there is nothing to link but the
// person, and they are asked first.
func (b *Bot) askClinic(v visit) *chat.Reply {
	private := v.Direct || v.Ref == inPrivate
	switch {
	case !v.hasStaff() || v.Target == nil:
		return v.askAgain()
	case !v.mine() && !(private && v.alone()) && !(v.Staff && !private):
		return privately(v.voice.OnlyAsker())
	case private:
		r := privately(v.voice.Consent())
		r.About, r.Buttons = v.Target.ID, []chat.Button{{Label: v.voice.ConsentLabel(), Action: chat.Consent}, {Label: v.voice.NoConsentLabel(), Action: chat.Dismiss}}
		return r
	}
	return b.tell(v, v.voice.PassedOn(), false, &chat.Notice{To: v.StaffChannel, Text: v.voice.Question(),
		About: v.Target.Place, ID: v.Target.ID})
}

// consented tells staff who asks. It is pressed where the presser is alone; what others can see stays as it is.
func (b *Bot) consented(v visit) *chat.Reply {
	switch {
	case !v.hasStaff():
		return v.askAgain()
	case !v.mine() && !v.alone():
		return privately(v.voice.OnlyAsker())
	}
	return b.tell(v, v.voice.PassedOnWho(), v.alone(), &chat.Notice{To: v.StaffChannel, Text: v.voice.PrivateQuestion(),
		About: chat.Place{Platform: v.Press.Platform, Space: v.Press.Space}, Who: v.Author})
}

// Trouble is what to tell staff when the bot may not post in a place; nil when there is nobody to tell.
func (b *Bot) Trouble(at chat.Place) *chat.Notice {
	s := b.settings().at(at)
	if !s.hasStaff() {
		return nil
	}
	return &chat.Notice{To: s.StaffChannel, Text: s.voice.Trouble(), About: at}
}

// tell sends a notice, and says so once it is sent.
func (b *Bot) tell(v visit, done string, replace bool, n *chat.Notice) *chat.Reply {
	failed := privately(v.voice.NotPassedOn())
	v.contact(failed)
	if b.lately.again(v.slip(), v.now) {
		return privately(v.voice.JustDone())
	}
	if !b.lately.ask(v.person(), v.now) {
		r := privately(v.voice.AskedEnough())
		v.contact(r)
		return r
	}
	r := privately(done)
	r.Replace, r.Deeds = replace, chat.Notifying(n, failed)
	return r
}

// covers tells whether a pause of a whole space covers direct messages: when they belong to it, or when there is no
// other space that they could be about; apart, when that pause has to be noted by itself.
func (b *Bot) covers(v visit) (covered, apart bool) {
	theirs := b.settings().at(chat.Place{Platform: v.Press.Platform})
	switch {
	case theirs.ID == v.setting.ID, b.spaces.inside(v.Press.Platform):
		return true, false
	case b.settings().none(v.Press.Platform) && b.spaces.only(v.Press.Platform):
		return true, true
	}
	return false, false
}

// hush pauses and resumes, and tells where the bot is paused.
func (b *Bot) hush(ctx context.Context, v visit) *chat.Reply {
	if !v.Staff {
		return privately(v.voice.OnlyStaff())
	}
	r := privately("")
	all := v.Ref == chat.Everywhere || v.Press.Channel == ""
	channel := v.Press.Channel
	if all {
		channel = ""
	}
	saved := true
	switch v.Action {
	case chat.Pause:
		covered, apart := b.covers(v)
		saved = b.pauses.set(ctx, v.setting, channel, all && apart)
		r.Lead = v.voice.PausedNow(all)
		switch {
		case all && covered:
			r.Lead = voice.Lines(r.Lead, v.voice.DirectToo())
		case all:
			r.Lead = voice.Lines(r.Lead, v.voice.DirectNot())
		}
	case chat.Resume:
		var channels int
		var everywhere bool
		channels, everywhere, saved = b.pauses.end(ctx, v.setting, channel)
		r.Lead = v.voice.Resumed(all, everywhere, channels)
		if _, still := b.pauses.paused(ctx, v.setting, v.Press.Place); still {
			r.Lead = voice.Lines(r.Lead, v.voice.StillPaused())
		}
	default:
		here, everywhere := b.pauses.paused(ctx, v.setting, v.Press.Place)
		r.Lead = v.voice.Status(here && v.Press.Channel != "", everywhere, b.pauses.channels(ctx, v.setting, v.Press.Channel))
		r.Text, r.Unsaid = b.unsaid(ctx, v)
	}
	if !saved {
		r.Text = v.voice.NotSaved()
	}
	return r
}
