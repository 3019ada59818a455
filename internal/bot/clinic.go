package bot

import (
	"cmp"

	"backtalk/internal/contact"
)

// Clinic is what a reply may say of the clinic. Empty fields are not configured; nothing is made up in their place.
type Clinic struct {
	Name         string
	Phone        string
	ContactURL   string
	BookingURL   string
	BookingLabel string
	Subjects     string            // what people may ask about; empty for massage and back pain or, with Own, for what nobody has said
	Own          bool              // the clinic's own articles are served alone, so that it need not be a clinic and nothing speaks of massage
	Contacts     map[string]string // emergency and crisis numbers that replace the built-in ones, by name
}

// contacts are the numbers that warnings name: the built-in ones, the clinic's own in their place. The clinic's own number
// never stands without its name, since "the manager at 555-0100" is nobody.
func (c Clinic) contacts() contact.List {
	all := contact.Default().With(contact.List{"clinic_phone": unnamed(c)}).With(c.Contacts)
	if c.Phone != "" {
		all["clinic_phone"] = cmp.Or(c.Name, unnamed(c)) + " at " + c.Phone
	}
	return all
}
