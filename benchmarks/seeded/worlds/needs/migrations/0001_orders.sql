CREATE TABLE orders (item TEXT, count INTEGER);
