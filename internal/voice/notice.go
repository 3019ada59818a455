package voice

import (
	"time"

	"backtalk/internal/chat"
)

// Question tells staff of a question.
func (v Voice) Question() string { return "Somebody asked me something that I couldn't answer." }

// PrivateQuestion tells staff of a question from a private place.
func (v Voice) PrivateQuestion() string {
	return "Somebody asked me in private something that I couldn't answer, and agreed that you know who they are."
}

// Alert tells staff of an emergency, or of a crisis.
func (v Voice) Alert(emergency bool, how Manner) string {
	text := "Somebody wrote of what may be a personal crisis"
	if emergency {
		text = "Somebody wrote of what may be an emergency"
	}
	return text + v.answered(how)
}

// MisconductAlert is said of reports about how somebody behaved. It takes no side.
func (v Voice) MisconductAlert(how Manner) string {
	whose := "a therapist's, a staff member's or another client's"
	if v.clinic.Own {
		whose = "a staff member's or another client's"
	}
	return "Somebody wrote of " + whose + " behaviour" + v.answered(how)
}

// Manner is how somebody was warned.
type Manner uint8

// The manners.
const (
	InTheOpen Manner = iota // where the message can be read, or beside a public line
	Alone                   // in a private place
	Unasked                 // privately, of what was overheard
)

// answered ends an alert: how somebody was answered, and who judged.
func (v Voice) answered(how Manner) string {
	switch how {
	case Alone:
		return ", in private. I answered with whom to call. I don't show who it was. " + v.judged()
	case Unasked:
		return ", not to me. I sent them privately whom to call, and nothing in public. " + v.judged()
	}
	return ". I answered with whom to call. " + v.judged()
}

// judged says who judged that there is a danger.
func (v Voice) judged() string { return "A program judged this; please look." }

// Unsaid is what staff are told instead when the answer to a danger sign could not be shown to anybody.
func (v Voice) Unsaid() string {
	return "Somebody wrote of what may be a danger to them, and I could NOT answer them. A program judged this; please look at once."
}

// Disagreement is what staff are told when somebody says to have been misread.
func (v Voice) Disagreement(private bool) string {
	text := "Somebody whom I warned of what may be an emergency says that they meant something else"
	if private {
		text += ". I don't show who it is"
	}
	return text + ". They can't book through me for a day, unless you lift that. " + v.judged()
}

// Trouble tells staff of a place where the bot may not post.
func (v Voice) Trouble() string {
	return "I'm not allowed to post in this channel, so a question there may have got no answer. Please check my permissions there."
}

// Missed tells staff of n things that were not said, the first of them for a reason.
func (v Voice) Missed(why chat.Why, n int) string {
	if n > 1 {
		return "There are " + numbered(n, "message") + " that I couldn't answer, or couldn't tell you of, this one among them. Please look; the status " +
			"command lists them."
	}
	switch why {
	case chat.TooLate:
		return "I couldn't answer a message for a whole day, and have given it up. Please look."
	case chat.Refused:
		return "I couldn't show my answer to a message. Please look."
	case chat.Unread:
		return "I was away, and couldn't read what was said in this channel meanwhile. Please look."
	case chat.Untold:
		return "There was something that I should have told you and couldn't. It may be urgent; please look."
	}
	return "I couldn't answer a message. Please look."
}

// MissedPrivate goes after that when there is nothing to link.
func (v Voice) MissedPrivate() string { return "It was in private, so I don't show where." }

// Away tells staff of a time without a connection to a platform.
func (v Voice) Away(platform string, from, to time.Time) string {
	return "I was away from " + platformName(platform) + " from " + from.Local().Format(dayAndTime) + " to " + to.Local().Format(dayAndTime) +
		". What I find of what was said to me meanwhile, I answer now. Please look whether something is left."
}

// Dead tells staff that a platform cannot be served any more, with what somebody has to do.
func (v Voice) Dead(platform, what string) string {
	return "I can't answer on " + platformName(platform) + " any more, and somebody has to do something about it: " + what + ". Elsewhere I go on."
}

// Back tells staff that a platform is served again.
func (v Voice) Back(platform string) string {
	return "I answer on " + platformName(platform) + " again."
}

// Damaged tells staff that the data file was damaged.
func (v Voice) Damaged() string {
	return "My data file was damaged, so I set it aside and began an empty one. Pauses are over, who was warned is forgotten, and questions that waited got no answer. " +
		"Please tell whoever looks after me."
}

// DiskFails tells staff that the disk fails, or works again.
func (v Voice) DiskFails(fails bool) string {
	if !fails {
		return "I can write to my disk again."
	}
	return "I can't write to my disk; it may be full. I go on answering, but a restart may repeat or lose some answers. Please tell whoever looks after me."
}

// platformName is a platform as people write it.
func platformName(platform string) string {
	switch platform {
	case "discord":
		return "Discord"
	case "slack":
		return "Slack"
	}
	return platform
}
