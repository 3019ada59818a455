package slack

import (
	"encoding/json"

	"backtalk/internal/chat"
)

// formData is what a form remembers of what it is about, in private_metadata.
type formData struct {
	Channel string `json:"c"`
	Thread  string `json:"t,omitempty"`
	ID      string `json:"i,omitempty"`
	Author  string `json:"u,omitempty"`
	Post    string `json:"p,omitempty"` // what is posted when there is nothing to choose; see encode
}

func (d formData) target() target { return target{d.Channel, d.Thread, d.ID} }

// moved is a press in the form as one in the place that the form is about. Slack itself says of a form neither where it
// was opened nor for what.
func (d formData) moved(p chat.Press) chat.Press {
	if d.Channel == "" {
		return p
	}
	p.Channel, p.Thread, p.Direct = d.Channel, d.Thread, isDirect(d.Channel)
	if d.ID != "" {
		p.Target = d.target().message(p.Space)
	}
	if p.Target != nil {
		p.Target.Author, p.Target.Direct = d.Author, p.Direct
	}
	return p
}

// String writes it down.
func (d formData) String() string {
	b, err := json.Marshal(d)
	if err != nil || len(b) > maxMetadata {
		return ""
	}
	return string(b)
}

// parseForm reads what [formData.String] wrote, strictly.
func parseForm(s string) (formData, bool) {
	var d formData
	if len(s) > maxMetadata || json.Unmarshal([]byte(s), &d) != nil {
		return formData{}, false
	}
	if !isID(d.Channel) || !isID(d.Author) || !isStamp(d.Thread) || !isStamp(d.ID) || len(d.Post) > maxOptionValue {
		return formData{}, false
	}
	return d, true
}
