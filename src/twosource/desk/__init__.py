"""What a desk does with its library: take reports in, put them into stories, check a story, compare versions, hand a
case over. Here, and only here, the library meets intake, the pipeline and the pages."""
