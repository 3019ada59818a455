package review

import (
	"backtalk/internal/corpus"
)

// kindReplies are the replies about topics of one kind.
type kindReplies struct {
	Kind, Title, Meaning string
	Replies              []reply
}

// reply is what is said about topics that nothing covers; topics without words of their own share their kind's.
type reply struct {
	Text   string
	Topics []replyTopic
	Boxes  boxes
}

// replyTopic is a topic that gets a reply.
type replyTopic struct {
	topic
	Covered bool // by a passage, so that this is not said at present
}

func kindsInWords() map[corpus.Kind][2]string {
	return map[corpus.Kind][2]string{
		corpus.Massage:   {"About massage", "Said while no passage covers the topic."},
		corpus.Clinic:    {"About the clinic", "Said while no passage covers the topic; an article of the clinic's own can."},
		corpus.Doctor:    {"A doctor's questions", "Said while no passage covers the topic."},
		corpus.Booking:   {"Booking", "Said to a wish for an appointment."},
		corpus.Change:    {"Changing an appointment", "Said to a wish to change or cancel one."},
		corpus.SmallTalk: {"Small talk", "Said to whoever greets, thanks or asks who this is."},
		corpus.Chatter:   {"People talking to each other", "Said only when somebody says it to the bot itself; otherwise it stays silent."},
		corpus.Far:       {"Far from our field", "Said to questions about other things."},
		corpus.Decline:   {"Refused", "Said whatever the articles hold."},
	}
}

// newReplies lists what is said about every topic, each wording once in its kind.
func newReplies(in Input) []kindReplies {
	var out []kindReplies
	words := kindsInWords()
	for _, k := range corpus.Kinds() {
		group := kindReplies{Kind: string(k), Title: words[k][0], Meaning: words[k][1]}
		at := map[string]int{}
		for _, t := range in.Corpus.Topics() {
			if t.Kind != k {
				continue
			}
			text := in.Voice.OfTopic(t)
			i, known := at[text]
			if !known {
				i = len(group.Replies)
				at[text] = i
				group.Replies = append(group.Replies, reply{Text: text, Boxes: boxes{About: "the reply to: " + t.Ask}})
			}
			r := &group.Replies[i]
			r.Topics = append(r.Topics, replyTopic{topic{t.ID, t.Ask}, len(in.Corpus.Covering(t.ID)) > 0})
		}
		if len(group.Replies) > 0 {
			out = append(out, group)
		}
	}
	return out
}
