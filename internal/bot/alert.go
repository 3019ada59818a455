package bot

import (
	"context"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// alertSpan is the time in which staff are told once of one kind of danger to one person in one place: edits to and fro
// and repeats must not fill their channel.
const alertSpan = 10 * time.Minute

// misconduct is the grade of reports about how staff or others behaved; see the table of levels in package sign.
const misconduct = "CRISIS-STAFF"

// alert tells staff that somebody may be in danger, or was treated wrongly: where, when that is no secret, but neither
// who nor of what. They can lift the hold from it. It is nil when staff need not be told, or were a moment ago.
func (b *Bot) alert(ctx context.Context, m heard, a answer.Answer) *chat.Notice {
	level := gravest(a.Signs)
	if !m.hasStaff() || level < sign.Crisis {
		return nil
	}
	if before, known := m.past.of(m.Key()); known && m.Edited && before.level == a.Level() {
		return nil
	}
	how := answeredHow(m.Private, a.Offer)
	text := m.voice.Alert(level == sign.Emergency, how)
	if level == sign.Crisis && onlyMisconduct(a.Signs) {
		text = m.voice.MisconductAlert(how)
	}
	if !b.lately.alert(m.person()+"/"+channelKey(m.Place)+"/"+text, m.Key(), m.Edited, m.now) {
		return nil
	}
	n := &chat.Notice{To: m.StaffChannel, Text: text, Unsaid: m.voice.Unsaid(), Buttons: []chat.Button{b.liftButton(ctx, m.setting, m.person())}}
	if !m.Private {
		n.About, n.ID = m.Place, m.ID
	}
	return n
}

// answeredHow tells how somebody was warned.
func answeredHow(private, offer bool) voice.Manner {
	switch {
	case offer:
		return voice.Unasked
	case private:
		return voice.Alone
	}
	return voice.InTheOpen
}

// gravest is the gravest level that is warned of.
func gravest(signs []sign.Finding) sign.Level { return gravestOf(signs).Level }

// onlyMisconduct tells whether somebody's behaviour is all that is warned of as a crisis.
func onlyMisconduct(signs []sign.Finding) bool {
	for _, f := range signs {
		if f.Warns() && f.Level == sign.Crisis && f.Grade != misconduct {
			return false
		}
	}
	return true
}
