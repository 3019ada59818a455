package slack

import "encoding/json"

// formData is what a form remembers of what it is about, in private_metadata.
type formData struct {
	Channel string `json:"c"`
	Thread  string `json:"t,omitempty"`
	ID      string `json:"i,omitempty"`
	Author  string `json:"u,omitempty"`
	Post    string `json:"p,omitempty"` // what is posted when there is nothing to choose; see encode
}

func (d formData) target() target { return target{d.Channel, d.Thread, d.ID} }

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
