package answer

import "backtalk/internal/search"

// Written by "backtalk eval --fit". Do not edit.

// rankWeights are what the features weigh in the ranking.
func rankWeights() search.Weights {
	return search.Weights{
		0.16,  // body
		4.587, // dice
		4.461, // coverage
		0.901, // heading vector
		3.36,  // whole vector
		1.707, // sentence vector
		3.365, // heading topics
		3.598, // whole topics
		3.235, // sentence topics
		1.712, // vote
	}
}

// gateWeights are what the features weigh for the first section's being right.
func gateWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.325, // constant
		0.408,  // share
		0.02,   // margin
		-0.165, // coverage
		-0.198, // dice
		-0.379, // heading vector
		0.076,  // whole vector
		0.32,   // heading topics
		1.064,  // whole topics
		-0.374, // sentence topics
		0.808,  // nearness
		1.832,  // farthest word
		0.079,  // vote
		-1.392, // elsewhere
		-0.64,  // uncovered
		0.346,  // length
	}
}
