package review

import "strings"

// readable is a set's name for people: the name in words.yaml, or better words where that says too little.
func readable(name string) string {
	if words, ok := betterNames()[name]; ok {
		return words
	}
	if spanish, ok := strings.CutPrefix(name, "es_"); ok {
		return readable(spanish) + ", in Spanish"
	}
	return strings.ReplaceAll(name, "_", " ")
}

// betterNames are words for sets whose names were chosen to be short.
func betterNames() map[string]string {
	return map[string]string{
		"allergy_bad":     "grave signs of allergy",
		"back_pain_bad":   "bad pain",
		"back_wide":       "back, ribs or hips",
		"bad_off":         "badly hurt",
		"beyond_sore":     "more than sore",
		"bladder_bad":     "bladder trouble",
		"bowel_bad":       "bowel trouble",
		"bowel_lost":      "bowel control lost",
		"brain_bad":       "drowsy or confused",
		"breath_bad":      "hard or short",
		"breath_grave":    "what makes it grave",
		"cant":            "can’t",
		"cant_breathe":    "can’t breathe",
		"closing":         "closing up",
		"clot_past":       "past clot",
		"color_heat":      "hot or discolored",
		"come_in":         "wants to come in",
		"crack_felt":      "a crack heard or felt",
		"dire":            "grave signs of injury",
		"disobeys":        "do what it should",
		"drop_ease":       "onto the back",
		"es_preg":         "pregnant, in Spanish",
		"es_preg_sign":    "trouble in pregnancy, in Spanish",
		"es_stroke_sign":  "signs of a stroke, in Spanish",
		"fever_wide":      "any fever",
		"had_it":          "had it",
		"heart_bp":        "heart or blood pressure",
		"hit_wide":        "hit",
		"home_abuser":     "somebody at home",
		"hopeless_wide":   "hopeless",
		"hurts_breathing": "hurts to breathe",
		"ill":             "ill now",
		"inflam_ill":      "inflammatory illness",
		"leg_loss":        "loss in the legs",
		"leg_piece":       "part of the leg",
		"means_ready":     "means at hand",
		"mid_back":        "upper or middle back",
		"neck_event":      "pain or something done",
		"neck_stiff":      "stiff neck",
		"no_feeling":      "numbness",
		"numb_wide":       "any numbness",
		"other_kill":      "somebody’s suicide",
		"preg_sign":       "signs of trouble in pregnancy",
		"saddle":          "private parts",
		"slips":           "without control",
		"somebody":        "somebody else",
		"spine_part":      "part of the back",
		"sure_injury":     "a sure injury",
		"sweat_sick":      "sweating or sick",
		"swell_face":      "swollen face",
		"thinner":         "a blood thinner",
		"unresp":          "not responding",
		"unresp_hard":     "can’t be woken",
		"uti":             "urinary infection",
		"what_have":       "asking what it is",
		"wont":            "won’t",
		"young":           "underage",
		"young_client":    "a young client",
	}
}
