package voice

import (
	"strings"

	"backtalk/internal/corpus"
)

// subjectsPlace stands for the subjects in a topic's reply.
const subjectsPlace = "{subjects}"

// OfTopic is what is said to a message that is taken for a topic, as long as no passage covers the topic.
func (v Voice) OfTopic(t *corpus.Topic) string {
	switch t.Kind {
	case corpus.Booking:
		return v.Book()
	case corpus.Change:
		return v.Change()
	case corpus.SmallTalk, corpus.Chatter:
		return v.Talk(t)
	case corpus.Decline:
		return v.Decline(t)
	}
	text, _ := v.NoAnswer(t)
	return text
}

// NoAnswer says plainly that nothing answers a question about a topic, nil when it is not known which, and who can tell;
// reach tells whether the words say how to get hold of the clinic.
func (v Voice) NoAnswer(t *corpus.Topic) (text string, reach bool) {
	var kind corpus.Kind
	if t != nil {
		kind = t.Kind
	}
	reach = true
	switch kind {
	case corpus.Clinic:
		text = v.AskClinic()
	case corpus.Massage:
		text = v.AskTherapist()
	case corpus.Doctor:
		text, reach = v.AskDoctor(), false
	case corpus.Far:
		text, reach = v.Far(), false
	case corpus.SmallTalk, corpus.Chatter, corpus.Decline:
		text, reach = v.Help(), false
	default:
		text = v.Unknown()
	}
	if own := v.own(t); own != "" && (kind.Coverable() || kind == corpus.Far) {
		text = own
		if reach {
			text += " " + v.Reach()
		}
	}
	return text, reach
}

// Talk answers small talk, nil when there was nothing to answer, with the topic's own words.
func (v Voice) Talk(t *corpus.Topic) string {
	own := v.own(t)
	switch {
	case own != "":
		return own
	case t != nil && t.Kind == corpus.Chatter:
		return v.Chatter()
	}
	return v.Help()
}

// Decline refuses what the bot does not do, in the topic's own words if it has some.
func (v Voice) Decline(t *corpus.Topic) string {
	if own := v.own(t); own != "" && t.Kind == corpus.Decline {
		return own
	}
	return v.Declined()
}

// own are a topic's own words, if it has some that fit: where nobody has said what the subjects are, those that name them do not.
func (v Voice) own(t *corpus.Topic) string {
	if t == nil || v.clinic.Subjects == "" && strings.Contains(t.Reply, subjectsPlace) {
		return ""
	}
	return strings.ReplaceAll(t.Reply, subjectsPlace, v.clinic.Subjects)
}
