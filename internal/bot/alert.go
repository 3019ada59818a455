package bot

import (
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
)

// alertSpan is the time in which staff are told once of one kind of danger to one person in one place: edits to and fro
// and repeats must not fill their channel.
const alertSpan = 10 * time.Minute

// misconduct is the grade of reports about how staff or others behaved; see the table of levels in package sign.
const misconduct = "CRISIS-STAFF"

// alert tells staff that somebody may be in danger, or was treated wrongly: where, when that is no secret, but neither
// who nor of what. It is nil when staff need not be told, or were a moment ago.
func (b *Bot) alert(m heard, a answer.Answer) *chat.Notice {
	level := gravest(a.Signs)
	if !m.hasStaff() || level < sign.Crisis {
		return nil
	}
	if before, known := m.past.of(m.Key()); known && m.Edited && before.level == a.Level() {
		return nil
	}
	text := m.phrases.alert(level == sign.Emergency, m.Private)
	if level == sign.Crisis && onlyMisconduct(a.Signs) {
		text = m.phrases.misconductAlert(m.Private)
	}
	if !b.traffic.alert(m.person()+"/"+channelKey(m.Place)+"/"+text, m.Key(), m.Edited, m.now) {
		return nil
	}
	n := &chat.Notice{To: m.StaffChannel, Text: text, Unsaid: m.phrases.unsaid()}
	if !m.Private {
		n.About, n.ID = m.Place, m.ID
	}
	return n
}

// gravest is the gravest level that is warned of.
func gravest(flags []sign.Finding) sign.Level {
	level := sign.NoLevel
	for _, f := range flags {
		if f.Warns() {
			level = max(level, f.Level)
		}
	}
	return level
}

// onlyMisconduct tells whether somebody's behaviour is all that is warned of as a crisis.
func onlyMisconduct(flags []sign.Finding) bool {
	for _, f := range flags {
		if f.Warns() && f.Level == sign.Crisis && f.Grade != misconduct {
			return false
		}
	}
	return true
}
